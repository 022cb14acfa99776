package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

/// An unmasked /proc shows and lets write what the runtime hides (KEP-4265). The injected sidecar has it, and engines
/// inside of the workspace need it, as in Eclipse Che: the profile decides. In a user namespace it is confined, which
/// Pod Security 1.35 relies on too.
record ProcMount(List<String> allowed) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "proc-mount",
                    "proc mount",
                    List.of("spec.*containers[*].securityContext.procMount"),
                    "undefined, Default, and what the profile allows in a pod with hostUsers false",
                    "uncovers the parts of /proc that a container runtime masks",
                    "remove it and build and run containers through the injected docker sidecar, or have the administrator add it to"
                            + " policy.allow.procMounts")
            .with(
                    new CheckDoc.Source(
                            "KEP-4265: why ProcMount needs a user namespace",
                            "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4265-proc-mount"),
                    new CheckDoc.Source(
                            "CVE-2025-31133: what masked paths keep from a container",
                            "https://nvd.nist.gov/vuln/detail/CVE-2025-31133"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        boolean confined = pod.spec().at("hostUsers").isFalse();
        for (ContainerView container : known.sidecar().userContainers()) {
            Field procMount = container.securityContext().at("procMount");
            if (isForeign(procMount, confined)) {
                String subject = "%s with %s".formatted(container.described(), procMount.quoted());
                found.accept(DOC.finding(procMount, subject));
            }
        }
    }

    private boolean isForeign(Field procMount, boolean confined) {
        return procMount.isSet()
                && !procMount.text().equals("Default")
                && !(confined && allowed.contains(procMount.text()));
    }
}
