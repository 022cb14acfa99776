package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The life of a release on a real API server.
@SharedApiServer
class HelmReleaseIT {

    private static final String VALUES = """
            webhook: {url: "https://127.0.0.1:1", caBundle: ""}
            certificates: {source: secret}
            """;

    private static ApiServer apiServer;

    @BeforeAll
    static void start(ApiServer shared) {
        apiServer = shared;
    }

    @Test
    void a_release_is_installed_changed_taken_back_and_removed_without_a_trace() {
        HelmRelease release = HelmRelease.on(apiServer);

        release.install(VALUES).require();
        release.upgrade(VALUES + "replicaCount: 3\n").require();
        release.rollback(1).require();

        assertThat(release.manifest()).contains("replicas: 2");
        assertThat(release.history())
                .extracting(HelmRelease.Revision::status)
                .containsExactly("superseded", "superseded", "deployed");
        release.uninstall().require();
        assertThat(apiServer
                        .kubectl()
                        .run("get", "validatingwebhookconfigurations,clusterroles", "-o", "name")
                        .require())
                .doesNotContain("sudosafe");
    }
}
