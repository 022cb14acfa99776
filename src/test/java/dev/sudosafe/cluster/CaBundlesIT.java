package dev.sudosafe.cluster;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Authority;
import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the API server trusts the doors by, read with no more leave than the chart grants.
@SharedApiServer
class CaBundlesIT {

    private static final String AUTHORITY = new Authority("authority").certificate();

    private static ApiServer apiServer;

    @BeforeAll
    static void start(ApiServer shared) {
        apiServer = shared;
        Granted.install(apiServer);
        String caBundle = Base64.getEncoder().encodeToString(AUTHORITY.getBytes(StandardCharsets.UTF_8));
        apiServer
                .kubectl()
                .withInput(
                        Chart.admission("https://127.0.0.1:1", caBundle, Cluster.DEFAULT_PROFILES, "{}"),
                        "apply",
                        "-f",
                        "-")
                .require();
    }

    @Test
    void the_release_reads_its_own() {
        try (LiveCluster cluster = reading("sudosafe")) {
            await("read", () -> cluster.caBundles() instanceof CaBundles.Known);

            assertThat(((CaBundles.Known) cluster.caBundles()).pems()).containsExactly(AUTHORITY);
        }
    }

    @Test
    void another_release_may_not_read_them() {
        try (LiveCluster cluster = reading("another")) {
            await("refused", () -> unknown(cluster).contains("the API server does not let sudosafe"));

            assertThat(unknown(cluster)).startsWith("webhook configurations \"another\" cannot be read: ");
        }
    }

    private static String unknown(LiveCluster cluster) {
        return cluster.caBundles() instanceof CaBundles.Unknown(String why) ? why : "";
    }

    private static LiveCluster reading(String name) {
        LiveCluster cluster = new LiveCluster();
        String kubeconfig = Granted.kubeconfig(apiServer, "sudosafe", Granted.port(apiServer));
        cluster.start(() -> Config.fromKubeconfig(kubeconfig));
        cluster.readWebhookConfigurations(name);
        return cluster;
    }
}
