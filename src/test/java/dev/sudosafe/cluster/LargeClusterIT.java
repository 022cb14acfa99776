package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.web.DoorClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The dry run over ten thousand pods on a real API server, by a process with a heap of 256 MiB.
class LargeClusterIT {

    private static final int PODS = 10_000;
    private static final int CLIENTS = 8;

    /// In seconds, on an idle machine of two cores; a busy one may take three times as long.
    private static final int BAR = 30;

    private static final String FORBIDDEN = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: default}
            spec: {sudo: Forbidden, docker: {engine: None}}
            """;

    private static ApiServer apiServer;
    private static SudosafeProcess sudosafe;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        apiServer = ApiServer.start();
        Granted.install(apiServer);
        Cluster.namespace(apiServer.kubectl(), "dev");
        fill();
        sudosafe = Granted.startWarm(
                apiServer,
                Map.of(
                        "JDK_JAVA_OPTIONS",
                        "-Xmx256m",
                        "SUDOSAFE_AUDIT_ENABLED",
                        "true",
                        "SUDOSAFE_AUDIT_INTERVAL",
                        "1m",
                        "SUDOSAFE_DRY_RUN_ENABLED",
                        "true",
                        "SUDOSAFE_DRY_RUN_TOKEN",
                        "test"));
        client = HttpClient.newBuilder()
                .sslContext(DoorClient.of(sudosafe).tls())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        sudosafe.close();
        apiServer.close();
    }

    @Test
    void ten_thousand_pods_are_judged_by_two_policies_in_time_and_with_progress() throws Exception {
        long start = System.nanoTime();
        List<JsonNode> lines = ask().body().lines().map(Cluster::json).toList();
        double seconds = (System.nanoTime() - start) / 1e9;

        System.out.printf("what-if over %d pods: %.1f s%n", PODS, seconds);
        assertThat(lines.getLast().at("/namespaces/0/today/denied").asInt()).isEqualTo(PODS);
        assertThat(lines.getLast().path("objects").asInt()).isGreaterThanOrEqualTo(PODS);
        assertThat(lines)
                .filteredOn(line -> line.path("type").asText().equals("progress"))
                .hasSizeGreaterThanOrEqualTo(PODS / 250);
        assertThat(seconds).isLessThan(3.0 * BAR);
    }

    @Test
    void it_ends_at_once_when_the_client_goes() throws Exception {
        try (HttpClient leaving = HttpClient.newBuilder()
                .sslContext(DoorClient.of(sudosafe).tls())
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    leaving.send(request(), HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).contains("\"progress\"");
            }
        }

        long start = System.nanoTime();
        SudosafeProcess.await("free for the next", () -> status() == 200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void ten_thousand_pods_are_audited() {
        String denied = "sudosafe_audit_pods{profile=\"default\",verdict=\"denied\",} 10000.0";

        SudosafeProcess.await(
                "audited",
                () -> sudosafe.management("/q/metrics", "text/plain").body().contains(denied));
        assertThat(sudosafe.log()).doesNotContain("OutOfMemory");
    }

    /// Of a request that is let go as soon as it is answered.
    private static int status() throws IOException {
        try {
            HttpResponse<InputStream> answer = client.send(request(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> ask() throws IOException, InterruptedException {
        return client.send(request(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(sudosafe.url() + "/dry-run/cluster"))
                .header("Authorization", "Bearer test")
                .POST(HttpRequest.BodyPublishers.ofString(FORBIDDEN))
                .build();
    }

    /// With several kubectls, each of which waits for the API server at every pod.
    private static void fill() throws InterruptedException {
        List<Thread> threads = IntStream.range(0, CLIENTS)
                .mapToObj(part -> Thread.ofVirtual()
                        .start(() -> apiServer
                                .kubectl()
                                .withInput(Duration.ofMinutes(5), pods(part), "create", "-f", "-")
                                .require()))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// As large as workspaces are: with tools, volumes and what their platform adds.
    private static String pods(int part) {
        StringBuilder items = new StringBuilder();
        for (int i = part; i < PODS; i += CLIENTS) {
            items.append(items.isEmpty() ? "" : ",").append(pod(i));
        }
        return "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + items + "]}";
    }

    private static String pod(int number) {
        StringBuilder variables = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            variables
                    .append(i == 0 ? "" : ",")
                    .append("{\"name\": \"WORKSPACE_VARIABLE_%d\", \"value\": \"%s\"}".formatted(i, "v".repeat(40)));
        }
        return """
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "workspace-%d", "namespace": "dev",
                "labels": {"sudosafe.dev/workspace": "true", "app": "workspace", "owner": "user-%d"}},
                "spec": {"volumes": [{"name": "home", "emptyDir": {}}, {"name": "tools", "emptyDir": {}}],
                "initContainers": [{"name": "tools", "image": "tools", "volumeMounts": [{"name": "tools", "mountPath": "/tools"}]}],
                "containers": [{"name": "workspace", "image": "registry.example.com/workspaces/tools:latest", "env": [%s],
                "volumeMounts": [{"name": "home", "mountPath": "/home/dev"}, {"name": "tools", "mountPath": "/tools"}]}]}}""".formatted(number, number % 500, variables);
    }
}
