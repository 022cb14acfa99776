package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import dev.sudosafe.sidecar.DockerSidecar;
import dev.sudosafe.sidecar.Sidecars;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What of one pod may have the sidecar's relaxations: a container that is the sidecar which the profile, or the one
/// that it replaced, injects into this pod. Never one that has only its name. Worked out once for all checks.
public final class SidecarGrant {

    private final List<DockerSidecar> sidecars;
    private final Set<String> covered = new HashSet<>();
    private final List<ContainerView> userContainers = new ArrayList<>();
    private final List<VolumeView> userVolumes = new ArrayList<>();

    private SidecarGrant(List<DockerSidecar> sidecars, PodView pod) {
        this.sidecars = sidecars;
        for (ContainerView container : pod.containers()) {
            if (isSidecar(container, pod)) {
                covered.add(container.pointer());
            } else {
                userContainers.add(container);
            }
        }
        for (VolumeView volume : pod.volumes()) {
            if (!isOfSidecar(volume)) {
                userVolumes.add(volume);
            }
        }
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
        return Collections.unmodifiableList(userContainers);
    }

    /// The volumes that the pod's author answers for.
    List<VolumeView> userVolumes() {
        return Collections.unmodifiableList(userVolumes);
    }

    /// Whether the container is the sidecar of this pod, which may ask for the resource.
    boolean grants(ContainerView container, String resource) {
        if (covers(container)) {
            for (DockerSidecar sidecar : sidecars) {
                if (sidecar.resourceNames().contains(resource)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSidecar(ContainerView container, PodView pod) {
        if (container.name().equals(DockerSidecar.NAME)) {
            for (DockerSidecar sidecar : sidecars) {
                if (sidecar.differences(container, pod).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOfSidecar(VolumeView volume) {
        for (DockerSidecar sidecar : sidecars) {
            if (sidecar.owns(volume)) {
                return true;
            }
        }
        return false;
    }
}
