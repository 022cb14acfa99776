package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A device plugin puts devices, mounts and variables of its choice into a container that asks for its resource.
/// So does DRA for `deviceclass.resource.kubernetes.io/*` and for classes with an extended resource name (KEP-5004),
/// without any resourceClaims in the pod.
record ExtendedResources(NamePatterns allowed, SidecarGrant grant) implements Check {

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
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        Stream<Finding> ofPod = inspect(pod.spec(), "pod", Set.of());
        Stream<Finding> ofContainers = pod.containers()
                .flatMap(container -> inspect(container.field(), container.described(), granted(container, pod)));
        return Stream.concat(ofPod, ofContainers);
    }

    private Set<String> granted(ContainerView container, PodView pod) {
        return grant.covers(container, pod) ? grant.resourceNames(pod) : Set.of();
    }

    private Stream<Finding> inspect(Field owner, String described, Set<String> granted) {
        return Stream.of("limits", "requests")
                .flatMap(kind -> owner.at("resources").at(kind).entries())
                .filter(resource -> isForeign(resource.key()) && !granted.contains(resource.key()))
                .map(resource -> DOC.finding(resource, "%s with \"%s\"".formatted(described, resource.key())));
    }

    private boolean isForeign(String name) {
        return !NATIVE.contains(name) && !name.startsWith(HUGE_PAGES) && !allowed.match(name);
    }
}
