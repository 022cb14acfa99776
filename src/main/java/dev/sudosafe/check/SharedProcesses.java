package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.stream.Stream;

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
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        boolean sidecar =
                pod.containers().anyMatch(container -> container.name().equals(DockerSidecar.NAME));
        return sidecar && pod.spec().at("shareProcessNamespace").isTrue()
                ? Stream.of(
                        DOC.finding(pod.spec().at("shareProcessNamespace"), "beside \"" + DockerSidecar.NAME + "\""))
                : Stream.empty();
    }
}
