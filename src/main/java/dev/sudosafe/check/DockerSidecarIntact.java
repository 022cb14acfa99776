package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The sidecar's name and volumes are reserved: what bears them is what was injected, or the pod is refused. That
/// tells an author who imitates the sidecar, or a webhook that changes it, which field is the reason.
record DockerSidecarIntact(SidecarGrant grant) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
            "docker-sidecar",
            "docker sidecar other than the injected one",
            List.of("spec.*containers[*]", "spec.volumes[*]", "spec.containers[*].volumeMounts"),
            "what the mutating webhook injects, with any resources and pull policy",
            "would give the sidecar's relaxations to the pod author's own program",
            "leave the sidecar to the mutating webhook and choose other names for your own containers and volumes");

    private static final String CLASH_REMEDY =
            "mount one volume at this path in all workspace containers: the docker sidecar has the workspace's volumes at"
                    + " the same paths";

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        Stream<Finding> imitations = pod.containers()
                .filter(container -> container.name().equals(DockerSidecar.NAME))
                .filter(container -> !grant.covers(container, pod))
                .flatMap(container -> differences(container, pod));
        Stream<Finding> volumes = leastFindings(pod, sidecar -> sidecar.foreignVolumes(pod))
                .map(volume -> DOC.finding(volume, "volume " + volume.at("name").quoted()));
        Stream<Finding> clashes = leastFindings(pod, sidecar -> sidecar.clashingMounts(pod).stream())
                .map(mount -> DOC.finding(
                        mount.at("mountPath"),
                        "two volumes at " + mount.at("mountPath").quoted(),
                        CLASH_REMEDY));
        return Stream.of(imitations, volumes, clashes).flatMap(findings -> findings);
    }

    private Stream<Finding> differences(ContainerView container, PodView pod) {
        List<Field> fields = grant.sidecars(pod)
                .findFirst()
                .map(sidecar -> sidecar.differences(container, pod).toList())
                .orElseGet(() -> List.of(DockerSidecar.judged(container)));
        return fields.stream().map(field -> DOC.finding(field, container.described()));
    }

    /// What is found by the sidecar, current or previous, that has the least to complain of.
    private Stream<Field> leastFindings(PodView pod, Function<DockerSidecar, Stream<Field>> look) {
        return grant
                .sidecars(pod)
                .map(sidecar -> look.apply(sidecar).toList())
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of())
                .stream();
    }
}
