package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

/// The kubelet probes from the node's network, so a host of the author's choice is a request that the node makes for
/// them (KEP-4940).
record ProbeHosts() implements Check {

    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");
    private static final List<String> HANDLERS = List.of("httpGet", "tcpSocket");

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
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (ContainerView container : pod.containers()) {
            PROBES.forEach(probe -> inspect(container, container.at(probe), found));
            HOOKS.forEach(hook -> inspect(container, container.at("lifecycle").at(hook), found));
        }
    }

    private static void inspect(ContainerView container, Field handler, Consumer<Finding> found) {
        for (String kind : HANDLERS) {
            Field host = handler.at(kind).at("host");
            if (!host.text().isEmpty()) {
                found.accept(DOC.finding(host, "%s with %s".formatted(container.described(), host.quoted())));
            }
        }
    }
}
