package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

/// A host port listens on the node's own address, past network policies, and may take the place of a node's service.
record HostPorts() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "host-ports",
                    "host ports",
                    List.of("spec.*containers[*].ports[*].hostPort"),
                    "undefined, 0",
                    "lets the workspace listen in the node's name",
                    "use a Service or kubectl port-forward")
            .with(new CheckDoc.Source(
                    "CVE-2019-9946: a host port went before the cluster's own services",
                    "https://nvd.nist.gov/vuln/detail/CVE-2019-9946"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (ContainerView container : pod.containers()) {
            for (Field port : container.at("ports").items()) {
                Field hostPort = port.at("hostPort");
                if (hostPort.isSet() && hostPort.value().asInt() != 0) {
                    String subject = "%s with %s".formatted(container.described(), hostPort.text());
                    found.accept(DOC.finding(hostPort, subject));
                }
            }
        }
    }
}
