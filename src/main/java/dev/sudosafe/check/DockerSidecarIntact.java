package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The sidecar's name and volumes are reserved: what bears them is what was injected, or the pod is refused. That
/// tells an author who imitates the sidecar, or a webhook that changes it, which field is the reason.
record DockerSidecarIntact() implements Check {

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
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        SidecarGrant grant = known.sidecar();
        for (ContainerView container : pod.containers()) {
            if (container.name().equals(DockerSidecar.NAME) && !grant.covers(container)) {
                differences(container, pod, grant)
                        .forEach(field -> found.accept(DOC.finding(field, container.described())));
            }
        }
        for (Field volume : least(grant, sidecar -> sidecar.foreignVolumes(pod))) {
            found.accept(DOC.finding(volume, "volume " + volume.at("name").quoted()));
        }
        for (Field mount : least(grant, sidecar -> sidecar.clashingMounts(pod))) {
            Field path = mount.at("mountPath");
            found.accept(DOC.finding(path, "two volumes at " + path.quoted(), CLASH_REMEDY));
        }
    }

    private static List<Field> differences(ContainerView container, PodView pod, SidecarGrant grant) {
        return grant.sidecars().isEmpty()
                ? List.of(DockerSidecar.judged(container))
                : grant.sidecars().getFirst().differences(container, pod);
    }

    /// What is found by the sidecar, current or previous, that has the least to complain of.
    private static List<Field> least(SidecarGrant grant, Function<DockerSidecar, List<Field>> look) {
        return grant.sidecars().stream()
                .map(look)
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }
}
