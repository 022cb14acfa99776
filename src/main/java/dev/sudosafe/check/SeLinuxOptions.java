package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The SELinux label of a container, as Pod Security `baseline` allows it. The level is free: OpenShift sets one, and
/// it parts workspaces from each other, not from the node.
record SeLinuxOptions(List<String> allowed) implements Check {

    private static final Set<String> SAFE =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

    private static final List<String> IDENTITY = List.of("user", "role");

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
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        inspect(pod.securityContext(), () -> "pod", found);
        for (ContainerView container : pod.containers()) {
            inspect(container.securityContext(), container::described, found);
        }
    }

    private void inspect(Field securityContext, Supplier<String> owner, Consumer<Finding> found) {
        Field options = securityContext.at("seLinuxOptions");
        if (!options.isSet()) {
            return;
        }
        Field type = options.at("type");
        if (!SAFE.contains(type.text()) && !allowed.contains(type.text())) {
            found.accept(finding(type, owner));
        }
        for (String name : IDENTITY) {
            if (!options.at(name).text().isEmpty()) {
                found.accept(finding(options.at(name), owner));
            }
        }
    }

    private static Finding finding(Field field, Supplier<String> owner) {
        return DOC.finding(field, "%s with %s %s".formatted(owner.get(), field.key(), field.quoted()));
    }
}
