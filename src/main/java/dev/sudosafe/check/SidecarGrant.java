package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import dev.sudosafe.sidecar.DockerSidecar;
import dev.sudosafe.sidecar.Sidecars;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What of one pod may have the sidecar's relaxations: a container that is the sidecar which the profile, or the one
/// that it replaced, injects into this pod. Never one that has only its name. Worked out once for all checks.
public final class SidecarGrant {

    private final List<DockerSidecar> sidecars;
    private final Set<String> covered;
    private final List<ContainerView> userContainers;
    private final List<VolumeView> userVolumes;

    private SidecarGrant(List<DockerSidecar> sidecars, PodView pod) {
        this.sidecars = sidecars;
        this.covered = pod.containers().stream()
                .filter(container -> isSidecar(container, pod))
                .map(ContainerView::pointer)
                .collect(Collectors.toUnmodifiableSet());
        this.userContainers = pod.containers().stream()
                .filter(container -> !covers(container))
                .toList();
        this.userVolumes = pod.volumes().stream()
                .filter(volume -> sidecars.stream().noneMatch(sidecar -> sidecar.owns(volume)))
                .toList();
    }

    public static SidecarGrant of(Sidecars sidecars, PodView pod) {
        return new SidecarGrant(sidecars.of(pod), pod);
    }

    boolean covers(ContainerView container) {
        return container.name().equals(DockerSidecar.NAME) && covered.contains(container.pointer());
    }

    /// The sidecars that a pod of this isolation may have, the current profile's first.
    List<DockerSidecar> sidecars() {
        return sidecars;
    }

    /// The containers that must do without.
    List<ContainerView> userContainers() {
        return userContainers;
    }

    /// The volumes that the pod's author answers for.
    List<VolumeView> userVolumes() {
        return userVolumes;
    }

    /// The resources that the sidecar of this pod may ask for.
    Set<String> resourceNames() {
        return sidecars.stream()
                .flatMap(sidecar -> sidecar.resourceNames().stream())
                .collect(Collectors.toSet());
    }

    private boolean isSidecar(ContainerView container, PodView pod) {
        return container.name().equals(DockerSidecar.NAME)
                && sidecars.stream()
                        .anyMatch(sidecar -> sidecar.differences(container, pod).isEmpty());
    }
}
