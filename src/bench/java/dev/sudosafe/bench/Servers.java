package dev.sudosafe.bench;

import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.Fetched;
import dev.sudosafe.cluster.Granted;
import dev.sudosafe.cluster.TemporaryFolder;
import dev.sudosafe.web.DevelopmentCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Starts the servers that are compared, on loopback and with the same certificate, beside a real API server, which
/// they watch as they do in a cluster.
final class Servers implements AutoCloseable {

    /// Of the captured reviews. Pod Security enforces baseline there, which is what both judge.
    static final String NAMESPACE = "bench";

    private static final String POD_SECURITY = """
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            """;

    /// As in application.properties.
    private static final int EVENT_LOOPS = 2;

    final ApiServer apiServer;
    private final TemporaryFolder folder;
    private final DevelopmentCertificate certificate;

    private Servers(ApiServer apiServer, TemporaryFolder folder) throws IOException {
        this.apiServer = apiServer;
        this.folder = folder;
        this.certificate = DevelopmentCertificate.create(folder.path());
    }

    static Servers start(ApiServer apiServer) throws IOException {
        Cluster.globalDefaultPriority(apiServer.kubectl());
        Cluster.namespace(apiServer.kubectl(), NAMESPACE, "pod-security.kubernetes.io/enforce=baseline");
        Granted.install(apiServer);
        return new Servers(apiServer, TemporaryFolder.create("sudosafe-bench"));
    }

    /// Sudosafe as the chart starts it, with its built-in profile.
    ///
    /// @param more flags of the JVM
    RunningServer sudosafe(ServerCommand command, String... more) throws IOException {
        return launchSudosafe(command, more).awaitReady();
    }

    /// The same, not yet ready.
    RunningServer launchSudosafe(ServerCommand command, String... more) throws IOException {
        int port = RunningServer.freePort();
        int management = RunningServer.freePort();
        Map<String, String> environment = new HashMap<>(Granted.inPod(apiServer));
        environment.putAll(Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_SSL_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(management)),
                Map.entry("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"),
                Map.entry("MALLOC_ARENA_MAX", "2"),
                Map.entry("SUDOSAFE_CLUSTER_ENABLED", "true"),
                Map.entry("SUDOSAFE_CLUSTER_WEBHOOK_CONFIGURATION", "sudosafe"),
                Map.entry("SUDOSAFE_DRY_RUN_ENABLED", "true"),
                Map.entry("SUDOSAFE_AUDIT_ENABLED", "true"),
                Map.entry("SUDOSAFE_TLS_CERTIFICATE", certificate.certificate().toString()),
                Map.entry("SUDOSAFE_TLS_KEY", certificate.key().toString())));
        return RunningServer.launch(
                command.line(more),
                environment,
                port,
                URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management)));
    }

    /// The webhook of Kubernetes' own developers.
    RunningServer podSecurity() throws IOException {
        return launchPodSecurity().awaitReady();
    }

    /// The same, not yet ready.
    RunningServer launchPodSecurity() throws IOException {
        int port = RunningServer.freePort();
        Path configuration = Files.writeString(folder.path().resolve("pod-security.yaml"), POD_SECURITY);
        List<String> command = List.of(
                Fetched.folder("src/test/programs/fetch", "pod-security-webhook")
                        .resolve("bin")
                        .resolve("pod-security-webhook")
                        .toString(),
                "--kubeconfig=" + kubeconfig(),
                "--config=" + configuration,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--tls-cert-file=" + certificate.certificate(),
                "--tls-private-key-file=" + certificate.key());
        return RunningServer.launch(
                command, Map.of(), port, URI.create("https://127.0.0.1:%d/readyz".formatted(port)));
    }

    /// What our HTTP costs alone: see {@link FloorServer}.
    ///
    /// @param answers as {@link FloorServer} wants them
    RunningServer floor(ServerCommand command, List<Path> answers) throws IOException {
        int port = RunningServer.freePort();
        List<String> arguments = Stream.of(
                        Stream.of(port, certificate.certificate(), certificate.key()),
                        answers.stream(),
                        Stream.of(EVENT_LOOPS))
                .flatMap(part -> part)
                .map(Object::toString)
                .toList();
        List<String> line = command.lineOf(FloorServer.class, arguments);
        return RunningServer.launch(line, Map.of(), port, URI.create("https://127.0.0.1:%d/tls".formatted(port)))
                .awaitReady();
    }

    /// The certificate of all of them, for `caBundle`.
    Path certificate() {
        return certificate.certificate();
    }

    DevelopmentCertificate pair() {
        return certificate;
    }

    Path folder() {
        return folder.path();
    }

    String kubeconfig() {
        return apiServer.kubectl().kubeconfig().toString();
    }

    @Override
    public void close() {
        apiServer.close();
        folder.close();
    }
}
