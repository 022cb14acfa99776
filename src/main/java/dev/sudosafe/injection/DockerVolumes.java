package dev.sudosafe.injection;

import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.stream.Stream;

/// Adds the volumes of the docker sidecar.
record DockerVolumes(DockerSidecar sidecar) implements Injection {

    @Override
    public Stream<Edit> edits(PodView pod) {
        return sidecar.volumes()
                .filter(volume -> pod.volume(volume.path("name").asText()).isEmpty())
                .map(volume -> Edit.append("/spec/volumes", volume));
    }
}
