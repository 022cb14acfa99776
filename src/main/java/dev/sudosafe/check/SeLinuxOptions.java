package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The SELinux label of a container, as Pod Security `baseline` allows it. The level is free: OpenShift sets one, and
/// it parts workspaces from each other, not from the node.
record SeLinuxOptions(List<String> allowed) implements Check {

    private static final Set<String> SAFE =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

    private static final CheckDoc DOC = new CheckDoc(
            "se-linux-options",
            "SELinux options",
            List.of("spec.securityContext.seLinuxOptions", "spec.*containers[*].securityContext.seLinuxOptions"),
            "no user, no role; type undefined, container_t, container_init_t, container_kvm_t, container_engine_t, and"
                    + " what the profile allows",
            "takes the workspace out of the domain that keeps a container from the node's files, as spc_t does",
            "remove it, or have the administrator add the type to policy.allow.seLinuxTypes");

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return Stream.concat(
                inspect(pod.securityContext(), "pod"),
                pod.containers().flatMap(container -> inspect(container.securityContext(), container.described())));
    }

    private Stream<Finding> inspect(Field securityContext, String owner) {
        Field options = securityContext.at("seLinuxOptions");
        Stream<Field> foreignType = Stream.of(options.at("type"))
                .filter(type -> !SAFE.contains(type.text()) && !allowed.contains(type.text()));
        Stream<Field> identity = Stream.of(options.at("user"), options.at("role"))
                .filter(field -> !field.text().isEmpty());
        return Stream.concat(foreignType, identity)
                .map(field -> DOC.finding(field, "%s with %s %s".formatted(owner, field.key(), field.quoted())));
    }
}
