package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerKind;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.function.Consumer;

/// An ephemeral container joins the process namespace of its target, and by `/proc/PID/root` its files. What it runs is
/// the image of whoever debugs, which nobody has compared with the injected one.
record SidecarTargets() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "sidecar-target",
                    "ephemeral containers in the docker sidecar",
                    List.of("spec.ephemeralContainers[*].targetContainerName"),
                    "undefined, any container but the docker sidecar",
                    "puts a program of the debugger's choice among the sidecar's processes, which have an unmasked /proc",
                    "target the workspace's container, and read kubectl logs -c " + DockerSidecar.NAME)
            .with(new CheckDoc.Source(
                    "KEP-277: ephemeral containers",
                    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/277-ephemeral-containers"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (ContainerView container : pod.containers()) {
            Field target = container.at("targetContainerName");
            if (container.kind() == ContainerKind.EPHEMERAL && target.text().equals(DockerSidecar.NAME)) {
                found.accept(DOC.finding(target, container.described()));
            }
        }
    }
}
