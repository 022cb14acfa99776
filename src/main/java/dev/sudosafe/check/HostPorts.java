package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

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
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return pod.containers().flatMap(HostPorts::inspect);
    }

    private static Stream<Finding> inspect(ContainerView container) {
        return container
                .at("ports")
                .items()
                .map(port -> port.at("hostPort"))
                .filter(hostPort -> hostPort.isSet() && hostPort.value().asInt() != 0)
                .map(hostPort -> finding(container, hostPort));
    }

    private static Finding finding(ContainerView container, Field hostPort) {
        return DOC.finding(hostPort, "%s with %s".formatted(container.described(), hostPort.text()));
    }
}
