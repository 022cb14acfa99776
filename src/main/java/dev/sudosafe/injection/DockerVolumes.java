package dev.sudosafe.injection;

import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.stream.Stream;

/// Adds the volumes of the docker sidecar.
record DockerVolumes(DockerSidecar sidecar) implements Injection {

    private static final InjectionDoc DOC = new InjectionDoc(
            "docker-volumes",
            "volumes of the docker sidecar",
            List.of("spec.volumes"),
            "pods that get the docker sidecar",
            "hold the socket, the run-time state and the images, and hide the service account token from the"
                    + " sidecar");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        return sidecar.volumes()
                .filter(volume -> pod.volume(volume.path("name").asText()).isEmpty())
                .map(volume -> Edit.append("/spec/volumes", volume));
    }
}
