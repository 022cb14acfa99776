package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerKind;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Capability;
import java.util.List;
import java.util.function.Consumer;

/// Added capabilities by allow-list: those that a container has by default, so that adding them back after
/// `drop: [ALL]` is no finding.
record Capabilities(List<String> allowed) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "capabilities",
                    "added capabilities",
                    List.of("spec.*containers[*].securityContext.capabilities.add"),
                    "undefined, a container's default capabilities, and what the profile allows",
                    "opens parts of the kernel to the workspace that are kept from it even in a user namespace",
                    "remove it, or have the administrator add it to policy.allow.capabilities")
            .with(
                    new CheckDoc.Source(
                            "CVE-2022-0185: CAP_SYS_ADMIN in a user namespace was enough to become root on the node",
                            "https://nvd.nist.gov/vuln/detail/CVE-2022-0185"),
                    new CheckDoc.Source(
                            "CVE-2024-1086: the same with CAP_NET_ADMIN, by nf_tables",
                            "https://nvd.nist.gov/vuln/detail/CVE-2024-1086"));

    private static final String NEVER =
            "remove it: it is void in a user namespace and the whole node without one, so that no profile can allow it";

    /// The default of kubectl debug, `general`, adds SYS_PTRACE; these add none.
    private static final String DEBUG_REMEDY =
            "run kubectl debug with --profile=baseline, or with --profile=restricted where the profile forbids sudo";

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (ContainerView container : known.sidecar().userContainers()) {
            for (Field added :
                    container.securityContext().at("capabilities").at("add").items()) {
                if (isForeign(added)) {
                    found.accept(finding(container, added));
                }
            }
        }
    }

    private boolean isForeign(Field field) {
        Capability capability = Capability.of(field.text());
        return !capability.isDefault()
                && (capability.isNever() || allowed.stream().map(Capability::of).noneMatch(capability::equals));
    }

    private static Finding finding(ContainerView container, Field field) {
        String subject = "%s adds %s".formatted(container.described(), field.quoted());
        return DOC.finding(field, subject, remedy(container, Capability.of(field.text())));
    }

    private static String remedy(ContainerView container, Capability capability) {
        if (container.kind() == ContainerKind.EPHEMERAL) {
            return DEBUG_REMEDY;
        }
        return capability.isNever() ? NEVER : DOC.remedy();
    }
}
