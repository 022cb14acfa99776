package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.web.MountedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// An API server on which the chart is installed by Helm as it is, and which reaches, by the Service's name, a real
/// process that serves the release's own Secret: as a cluster does, but that a test says when the kubelet looks.
final class GuardedCluster implements AutoCloseable {

    private static final String WORKSPACE = """
            apiVersion: v1
            kind: Pod
            metadata: {name: review, namespace: default, labels: {sudosafe.dev/workspace: "true"}}
            spec:
              serviceAccountName: default
              containers: [{name: workspace, image: tools, securityContext: {privileged: %s}}]
            """;

    private final ServiceNetwork network;
    private final ApiServer apiServer;
    private final TemporaryFolder folder;
    private @Nullable SudosafeProcess sudosafe;

    private GuardedCluster(ServiceNetwork network, ApiServer apiServer, TemporaryFolder folder) {
        this.network = network;
        this.apiServer = apiServer;
        this.folder = folder;
    }

    /// Nothing is installed on it yet.
    static GuardedCluster start() {
        try {
            ServiceNetwork network = new ServiceNetwork();
            ApiServer apiServer = ApiServer.startWith(network.flags());
            apiServer.kubectl().run("create", "serviceaccount", "default").require();
            return new GuardedCluster(network, apiServer, TemporaryFolder.create("sudosafe-tls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ApiServer apiServer() {
        return apiServer;
    }

    Kubectl kubectl() {
        return apiServer.kubectl();
    }

    HelmRelease release() {
        return HelmRelease.on(apiServer);
    }

    /// What the kubelet does up to a minute after a Secret has changed. The process, started by the first Secret,
    /// serves
    /// it when this returns.
    void spread(String secret) {
        Map<String, String> files = secret(secret);
        try {
            new MountedFolder(folder.path()).swap(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        URI server = URI.create(process().url());
        X509Certificate next =
                Certificates.of(files.getOrDefault("tls.crt", "")).first();
        SudosafeProcess.await("served", () -> ServedCertificate.of(server).equals(next));
    }

    private SudosafeProcess process() {
        SudosafeProcess started = sudosafe;
        if (started == null) {
            started = SudosafeProcess.start(Map.of(
                    "SUDOSAFE_TLS_CERTIFICATE", folder.path().resolve("tls.crt").toString(),
                    "SUDOSAFE_TLS_KEY", folder.path().resolve("tls.key").toString()));
            network.leadTo(started);
            sudosafe = started;
        }
        return started;
    }

    /// What goes wrong with reviews over a connection made now; empty if a workspace is injected and a privileged one
    /// refused.
    String lapse() {
        network.dropConnections();
        Output injected = review(false);
        if (!injected.out().contains("hostUsers: false")) {
            return "not injected: " + injected;
        }
        Output refused = review(true);
        return refused.err().contains("denied by sudosafe") ? "" : "not refused: " + refused;
    }

    private Output review(boolean privileged) {
        return kubectl()
                .withInput(WORKSPACE.formatted(privileged), "create", "--dry-run=server", "-o", "yaml", "-f", "-");
    }

    /// The texts of a Secret by key; none if there is no such Secret.
    Map<String, String> secret(String name) {
        String json = kubectl()
                .run("get", "secret", name, "-n", Chart.NAMESPACE, "-o", "json", "--ignore-not-found")
                .require();
        Map<String, String> texts = new HashMap<>();
        if (!json.isEmpty()) {
            for (Map.Entry<String, JsonNode> entry :
                    Cluster.json(json).path("data").properties()) {
                texts.put(entry.getKey(), decode(entry.getValue().asText()));
            }
        }
        return texts;
    }

    /// What a Secret has by a key; empty if it has nothing.
    String text(String secret, String key) {
        return secret(secret).getOrDefault(key, "");
    }

    /// The certificates that a Secret has by a key.
    Certificates certificates(String secret, String key) {
        return Certificates.of(text(secret, key));
    }

    /// What the API server trusts at each door.
    Stream<Certificates> trusted() {
        return Stream.of("mutatingwebhookconfiguration", "validatingwebhookconfiguration")
                .flatMap(kind -> StreamSupport.stream(
                        Cluster.json(kubectl()
                                        .run("get", kind, "sudosafe", "-o", "json")
                                        .require())
                                .path("webhooks")
                                .spliterator(),
                        false))
                .map(webhook -> Certificates.of(
                        decode(webhook.at("/clientConfig/caBundle").asText())));
    }

    /// The one set that all doors trust.
    Certificates trustedByAll() {
        List<Certificates> distinct = trusted().distinct().toList();
        if (distinct.size() != 1) {
            throw new IllegalStateException("the doors trust different authorities: " + distinct);
        }
        return distinct.getFirst();
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (sudosafe != null) {
            sudosafe.close();
        }
        apiServer.close();
        network.close();
        folder.close();
    }
}
