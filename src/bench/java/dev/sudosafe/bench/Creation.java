package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.performance.CreationData;
import dev.sudosafe.performance.CreationData.Variant;
import dev.sudosafe.performance.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long the API server takes to create the small pod, as `dryRun=All`, which goes through all of admission and leaves
/// nothing in etcd, in four namespaces in turn: without webhooks, with two that answer a constant, with ours, and with
/// policies of the API server itself.
final class Creation {

    private static final int EACH_ROUND = 100;
    private static final int WARMUP = 200;

    private Creation() {}

    static void run(Settings settings) throws IOException {
        ServerCommand command = ServerCommand.found();
        List<String> flags = List.of("--runtime-config=admissionregistration.k8s.io/v1beta1=true");
        try (Servers servers = Servers.start(ApiServer.startWith(flags));
                RunningServer sudosafe = servers.sudosafe(command);
                RunningServer constant = Doors.floor(servers, command, sudosafe)) {
            Kubectl kubectl = servers.apiServer.kubectl();
            for (String namespace : CreationData.ALL) {
                Cluster.namespace(kubectl, namespace, "bench=" + namespace);
            }
            Webhooks webhooks = new Webhooks(kubectl, servers.certificate());
            webhooks.install(CreationData.CONSTANT, constant);
            webhooks.install(CreationData.SUDOSAFE, sudosafe);
            Policies policies = Policies.of(kubectl);
            policies.install(CreationData.POLICIES, Answers.of(sudosafe.url("/mutate/default"), Review.SMALL.mutating()));
            warm(sudosafe, settings);
            warm(constant, settings);
            try (ApiClient client = ApiClient.of(kubectl.kubeconfig())) {
                Map<String, List<Double>> times = measure(client, settings.rounds());
                Measured.write(
                        "creation",
                        new CreationData(
                                ThisMachine.describe(),
                                policies.version(),
                                times.entrySet().stream()
                                        .map(entry -> variant(entry.getKey(), entry.getValue()))
                                        .toList()));
            }
        }
    }

    /// A few hundred creations are too few for the compiler.
    private static void warm(RunningServer server, Settings settings) throws IOException {
        Oha.saturate(server.url("/mutate/default"), Review.SMALL.mutating(), settings.warmup());
        Oha.saturate(server.url("/validate/default"), Review.SMALL.validating(), settings.warmup());
    }

    private static Map<String, List<Double>> measure(ApiClient client, int rounds) throws IOException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (String namespace : CreationData.ALL) {
            times.put(namespace, new ArrayList<>());
            InForce.await(client, namespace);
        }
        for (int at = -WARMUP; at < rounds * EACH_ROUND; at++) {
            for (Map.Entry<String, List<Double>> variant : times.entrySet()) {
                double millis = create(client, variant.getKey());
                if (at >= 0) {
                    variant.getValue().add(millis);
                }
            }
        }
        return times;
    }

    private static double create(ApiClient client, String namespace) throws IOException {
        ObjectNode pod = (ObjectNode) Pods.of(Review.SMALL);
        ((ObjectNode) pod.path("metadata")).put("namespace", namespace);
        long started = System.nanoTime();
        client.dryRun(pod, namespace);
        return Start.millisSince(started);
    }

    private static Variant variant(String name, List<Double> millis) {
        List<Double> rounds = new ArrayList<>();
        for (int from = 0; from < millis.size(); from += EACH_ROUND) {
            rounds.add(percentile(millis.subList(from, from + EACH_ROUND), 50));
        }
        return new Variant(name, millis.size(), percentile(millis, 50), percentile(millis, 99), rounds);
    }

    private static double percentile(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        return Bench.rounded(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)));
    }
}
