package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may have the sidecar's relaxations: a container that is the sidecar which the profile, or the one that it
/// replaced, injects into this pod. Never one that has only its name.
record SidecarGrant(List<WorkspaceProfile> profiles) {

    static SidecarGrant of(Generations profiles) {
        return new SidecarGrant(profiles.newestFirst().toList());
    }

    boolean covers(ContainerView container, PodView pod) {
        return container.name().equals(DockerSidecar.NAME)
                && sidecars(pod)
                        .anyMatch(sidecar ->
                                sidecar.differences(container, pod).findAny().isEmpty());
    }

    /// The sidecars that a pod of this isolation may have, the current profile's first.
    Stream<DockerSidecar> sidecars(PodView pod) {
        return profiles.stream()
                .flatMap(profile -> profile.spec().isolation().stream()
                        .filter(isolation -> isolation.holds(pod))
                        .flatMap(isolation -> DockerSidecar.of(profile, isolation).stream()));
    }

    /// The containers that must do without.
    Stream<ContainerView> userContainers(PodView pod) {
        return pod.containers().filter(container -> !covers(container, pod));
    }

    /// The volumes that the pod's author answers for.
    Stream<VolumeView> userVolumes(PodView pod) {
        List<DockerSidecar> sidecars = sidecars(pod).toList();
        return pod.volumes().filter(volume -> sidecars.stream().noneMatch(sidecar -> sidecar.owns(volume)));
    }

    /// The resources that the sidecar of this pod may ask for.
    Set<String> resourceNames(PodView pod) {
        return sidecars(pod)
                .flatMap(sidecar -> sidecar.resourceNames().stream())
                .collect(Collectors.toSet());
    }
}
