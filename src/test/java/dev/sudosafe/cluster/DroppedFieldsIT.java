package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An API server whose user namespaces are switched off drops `hostUsers` from a pod and says nothing
/// (kubernetes#126484). It drops it after the mutating door has set it, so only the validating door can tell.
class DroppedFieldsIT {

    private static ApiServer apiServer;
    private static Cluster cluster;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        apiServer = ApiServer.startWith(FeatureGates.without("UserNamespacesSupport", "ProcMountType"));
        cluster = WithAndWithoutDocker.install(apiServer, folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
        apiServer.close();
    }

    @Test
    void the_api_server_drops_the_field_in_silence() {
        Output created = cluster.apply(WithAndWithoutDocker.pod("dev", "bystander", "other", "hostUsers: false"));

        assertThat(created.require()).contains("created");
        assertThat(created.err()).isEmpty();
        assertThat(cluster.get("pod", "bystander", "dev").path("spec").has("hostUsers"))
                .isFalse();
    }

    @Test
    void the_validating_door_refuses_the_workspace_and_names_the_feature_gate() {
        Output refused = cluster.apply(WithAndWithoutDocker.pod("dev", "dropped", WithAndWithoutDocker.WITHOUT, ""));

        assertThat(refused.err())
                .contains("no isolation that the profile allows (hostUsers unset, runtimeClassName unset; the profile"
                        + " allows UserNamespace at spec.hostUsers): the mutating webhook has set hostUsers: false and"
                        + " the API server has dropped it: turn on the API server's feature gate"
                        + " UserNamespacesSupport");
    }

    @Test
    void with_a_docker_sidecar_it_does_too() {
        Output refused = cluster.apply(WithAndWithoutDocker.pod("dev", "sidecar", WithAndWithoutDocker.WITH, ""));

        assertThat(refused.err()).contains("feature gate UserNamespacesSupport");
    }

    @Test
    void nothing_is_stored() {
        cluster.apply(WithAndWithoutDocker.pod("dev", "absent", WithAndWithoutDocker.WITHOUT, ""));

        assertThat(cluster.kubectl().run("get", "pod", "absent", "-n", "dev").err())
                .contains("not found");
    }
}
