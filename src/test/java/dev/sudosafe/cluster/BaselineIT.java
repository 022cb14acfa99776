package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rootless sidecar has `procMount: Unmasked`, which Pod Security `baseline` admits in a user namespace since its
/// version 1.35. docs/kubernetes-versions.md says what to do before.
@SharedApiServer
class BaselineIT {

    private static final String REFUSAL = "violates PodSecurity \"baseline:%s\": procMount (container"
            + " \"sudosafe-docker\" must not set securityContext.procMount to \"Unmasked\")";

    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer apiServer, @TempDir Path folder) throws IOException {
        cluster = WithAndWithoutDocker.install(apiServer, folder);
        cluster.namespace("latest", "pod-security.kubernetes.io/enforce=baseline");
        cluster.namespace(
                "pinned",
                "pod-security.kubernetes.io/enforce=baseline",
                "pod-security.kubernetes.io/enforce-version=v1.33");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @SinceKubernetes(value = "1.35", because = "Pod Security 1.35 admits procMount in a user namespace")
    void a_workspace_with_docker_is_admitted() {
        assertThat(create("latest", WithAndWithoutDocker.WITH).require()).contains("created");
    }

    @Test
    void at_an_older_version_of_the_standard_it_is_refused() {
        assertThat(create("pinned", WithAndWithoutDocker.WITH).err()).contains(REFUSAL.formatted("v1.33"));
    }

    @Test
    void a_workspace_without_docker_is_admitted_at_every_version_of_the_standard() {
        assertThat(create("pinned", WithAndWithoutDocker.WITHOUT).require()).contains("created");
    }

    private static Output create(String namespace, String label) {
        return cluster.apply(WithAndWithoutDocker.pod(namespace, "workspace", label, ""), "--dry-run=server");
    }
}
