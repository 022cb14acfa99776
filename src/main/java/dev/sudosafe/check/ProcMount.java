package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// An unmasked /proc shows and lets write what the runtime hides (KEP-4265). Only the injected sidecar has it.
record ProcMount(SidecarGrant grant) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
            "proc-mount",
            "proc mount",
            List.of("spec.*containers[*].securityContext.procMount"),
            "undefined, Default",
            "uncovers the parts of /proc that a container runtime masks",
            "remove it; build and run containers through the injected docker sidecar");

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return grant.userContainers(pod).filter(ProcMount::isUnmasked).map(ProcMount::finding);
    }

    private static boolean isUnmasked(ContainerView container) {
        Field procMount = container.securityContext().at("procMount");
        return procMount.isSet() && !procMount.text().equals("Default");
    }

    private static Finding finding(ContainerView container) {
        Field procMount = container.securityContext().at("procMount");
        return DOC.finding(procMount, "%s with %s".formatted(container.described(), procMount.quoted()));
    }
}
