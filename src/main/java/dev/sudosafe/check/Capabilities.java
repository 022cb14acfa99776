package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Added capabilities by allow-list: those that a container has by default, so that adding them back after
/// `drop: [ALL]` is no finding.
record Capabilities(List<String> allowed, SidecarGrant grant) implements Check {

    private static final Set<String> DEFAULT = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private static final CheckDoc DOC = new CheckDoc(
            "capabilities",
            "added capabilities",
            List.of("spec.*containers[*].securityContext.capabilities.add"),
            "undefined, a container's default capabilities, and what the profile allows",
            "opens parts of the kernel to the workspace that are kept from it even in a user namespace",
            "remove it, or have the administrator add it to policy.allow.capabilities");

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return grant.userContainers(pod).flatMap(this::inspect);
    }

    private Stream<Finding> inspect(ContainerView container) {
        return container
                .securityContext()
                .at("capabilities")
                .at("add")
                .items()
                .filter(this::isForeign)
                .map(field -> DOC.finding(field, "%s adds %s".formatted(container.described(), field.quoted())));
    }

    private boolean isForeign(Field field) {
        String name = normalized(field.text());
        return !DEFAULT.contains(name)
                && allowed.stream().map(Capabilities::normalized).noneMatch(name::equals);
    }

    /// Runtimes ignore the case, and CRI-O a prefix.
    private static String normalized(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
    }
}
