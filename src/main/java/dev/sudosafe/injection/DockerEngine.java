package dev.sudosafe.injection;

import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.stream.Stream;

/// Adds the docker sidecar, before all other init containers, so that they can use it. A container that has its name
/// already is left as it is.
record DockerEngine(DockerSidecar sidecar) implements Injection {

    private static final InjectionDoc DOC = new InjectionDoc(
            "docker-engine",
            "docker sidecar",
            List.of("spec.initContainers"),
            "pods under an isolation in which the engine of the profile runs, unless a container has its name",
            "gives the workspace a docker engine that runs inside the pod, and is up before the containers"
                    + " that use it");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        return pod.hasContainer(DockerSidecar.NAME)
                ? Stream.empty()
                : Stream.of(Edit.prepend("/spec/initContainers", sidecar.container(pod)));
    }
}
