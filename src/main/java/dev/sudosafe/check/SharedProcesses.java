package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.function.Consumer;

/// One process namespace for the whole pod shows each container the others' files through /proc/PID/root, and with
/// them an unmasked /proc: the docker sidecar's. Sysbox and Kata do not know it at all.
record SharedProcesses() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "shared-processes",
                    "process namespace shared with the docker sidecar",
                    List.of("spec.shareProcessNamespace"),
                    "undefined, false; true in a pod without the docker sidecar",
                    "hands the sidecar's relaxed confinement to every container of the pod",
                    "remove it, or use a profile with docker.engine None")
            .with(new CheckDoc.Source(
                    "Kubernetes: what sharing the process namespace shows",
                    "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        Field shared = pod.spec().at("shareProcessNamespace");
        if (shared.isTrue() && pod.hasContainer(DockerSidecar.NAME)) {
            found.accept(DOC.finding(shared, "beside \"" + DockerSidecar.NAME + "\""));
        }
    }
}
