package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An API server may have user namespaces and yet drop `procMount`, without which the rootless sidecar cannot start a
/// container.
class DroppedProcMountIT {

    private static ApiServer apiServer;
    private static Cluster cluster;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        apiServer = ApiServer.startWith(FeatureGates.without("ProcMountType"));
        cluster = WithAndWithoutDocker.install(apiServer, folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
        apiServer.close();
    }

    @Test
    void a_workspace_with_docker_is_refused() {
        assertThat(create(WithAndWithoutDocker.WITH).err())
                .contains("docker sidecar other than the injected one (container \"sudosafe-docker\" at"
                        + " spec.initContainers[0].securityContext)");
    }

    @Test
    void a_workspace_without_docker_is_admitted() {
        assertThat(create(WithAndWithoutDocker.WITHOUT).require()).contains("created");
    }

    private static Output create(String label) {
        return cluster.apply(WithAndWithoutDocker.pod("dev", "workspace", label, ""), "--dry-run=server");
    }
}
