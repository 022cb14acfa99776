package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// The kubelet probes from the node's network, so a host of the author's choice is a request that the node makes for
/// them (KEP-4940).
record ProbeHosts() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "probe-hosts",
                    "hosts of probes and lifecycle hooks",
                    List.of(
                            "spec.*containers[*].{livenessProbe,readinessProbe,startupProbe}.{httpGet,tcpSocket}.host",
                            "spec.*containers[*].lifecycle.{postStart,preStop}.{httpGet,tcpSocket}.host"),
                    "undefined, empty",
                    "makes the kubelet call what only the node can reach: its loopback, the metadata service, other hosts",
                    "remove it, so that the pod itself is probed")
            .with(new CheckDoc.Source(
                    "KEP-4940: blind server-side request forgery by probes",
                    "https://github.com/kubernetes/enhancements/issues/4940"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return pod.containers().flatMap(ProbeHosts::inspect);
    }

    private static Stream<Finding> inspect(ContainerView container) {
        Stream<Field> probes =
                Stream.of("livenessProbe", "readinessProbe", "startupProbe").map(container::at);
        Stream<Field> hooks = Stream.of("postStart", "preStop").map(container.at("lifecycle")::at);
        return Stream.concat(probes, hooks)
                .flatMap(handler -> Stream.of("httpGet", "tcpSocket")
                        .map(kind -> handler.at(kind).at("host")))
                .filter(host -> !host.text().isEmpty())
                .map(host -> DOC.finding(host, "%s with %s".formatted(container.described(), host.quoted())));
    }
}
