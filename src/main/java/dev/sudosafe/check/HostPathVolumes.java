package dev.sudosafe.check;

import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import java.util.List;
import java.util.function.Consumer;

/// A hostPath volume is the node's own file system: root in the pod's user namespace still reads what is
/// world-readable there, and writes what the mapped ids may write.
record HostPathVolumes() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "host-path-volumes",
                    "hostPath volumes",
                    List.of("spec.volumes[*].hostPath"),
                    "undefined",
                    "gives the workspace the node's file system, sockets and devices",
                    "use an emptyDir or a persistent volume claim")
            .with(
                    new CheckDoc.Source(
                            "Kubernetes: hostPath volumes present many security risks",
                            "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"),
                    new CheckDoc.Source(
                            "CVE-2021-25741: what a hostPath gives, a symbolic link gave without one",
                            "https://nvd.nist.gov/vuln/detail/CVE-2021-25741"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (VolumeView volume : pod.volumes()) {
            if (volume.at("hostPath").isSet()) {
                found.accept(DOC.finding(volume.at("hostPath"), volume.described()));
            }
        }
    }
}
