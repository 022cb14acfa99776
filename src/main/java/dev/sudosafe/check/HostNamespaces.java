package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

/// The node's network, process and IPC namespaces. The API server forbids them beside `hostUsers: false`, but not
/// under Kata, nor hostNetwork under the gate UserNamespacesHostNetworkSupport (KEP-5607).
record HostNamespaces() implements Check {

    private static final List<String> NAMES = List.of("hostNetwork", "hostPID", "hostIPC");

    private static final CheckDoc DOC = new CheckDoc(
                    "host-namespaces",
                    "host namespaces",
                    List.of("spec.hostNetwork", "spec.hostPID", "spec.hostIPC"),
                    "undefined, false",
                    "shows the workspace the node's processes, network and shared memory",
                    "remove it")
            .with(new CheckDoc.Source(
                    "CVE-2020-15257: containerd let every container in the host network start others as root of the node",
                    "https://nvd.nist.gov/vuln/detail/CVE-2020-15257"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (String name : NAMES) {
            Field field = pod.spec().at(name);
            if (field.isTrue()) {
                found.accept(DOC.finding(field, name + " true"));
            }
        }
    }
}
