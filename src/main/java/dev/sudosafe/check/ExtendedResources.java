package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A device plugin puts devices, mounts and variables of its choice into a container that asks for its resource.
/// So does DRA for `deviceclass.resource.kubernetes.io/*` and for classes with an extended resource name (KEP-5004),
/// without any resourceClaims in the pod.
record ExtendedResources(NamePatterns allowed) implements Check {

    private static final List<String> KINDS = List.of("limits", "requests");
    private static final Set<String> NATIVE = Set.of("cpu", "memory", "ephemeral-storage");
    private static final String HUGE_PAGES = "hugepages-";

    private static final CheckDoc DOC = new CheckDoc(
                    "extended-resources",
                    "extended resources",
                    List.of("spec.resources", "spec.*containers[*].resources"),
                    "cpu, memory, ephemeral-storage, hugepages-*, and what the profile allows",
                    "puts devices of the node into the workspace, which its device plugin or driver chooses",
                    "remove it, or have the administrator add it to policy.allow.resources")
            .with(new CheckDoc.Source(
                    "CVE-2024-0132: a container with a GPU reached the node's file system through the NVIDIA toolkit",
                    "https://nvd.nist.gov/vuln/detail/CVE-2024-0132"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        inspect(pod.spec(), () -> "pod", granted -> false, found);
        for (ContainerView container : pod.containers()) {
            inspect(
                    container.field(),
                    container::described,
                    name -> known.sidecar().grants(container, name),
                    found);
        }
    }

    private void inspect(Field holder, Supplier<String> owner, Predicate<String> granted, Consumer<Finding> found) {
        for (String kind : KINDS) {
            for (Field resource : holder.at("resources").at(kind).entries()) {
                if (isForeign(resource.key()) && !granted.test(resource.key())) {
                    found.accept(DOC.finding(resource, "%s with \"%s\"".formatted(owner.get(), resource.key())));
                }
            }
        }
    }

    private boolean isForeign(String name) {
        return !NATIVE.contains(name) && !name.startsWith(HUGE_PAGES) && !allowed.match(name);
    }
}
