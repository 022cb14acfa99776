package dev.sudosafe.injection;

import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.stream.Stream;

/// Adds the docker sidecar, before all other init containers, so that they can use it. A container that has its name
/// already is left as it is.
record DockerEngine(DockerSidecar sidecar) implements Injection {

    @Override
    public Stream<Edit> edits(PodView pod) {
        return pod.containers().anyMatch(container -> container.name().equals(DockerSidecar.NAME))
                ? Stream.empty()
                : Stream.of(Edit.prepend("/spec/initContainers", sidecar.container(pod)));
    }
}
