package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.facts.ClaimVolume;
import dev.sudosafe.facts.ClaimVolume.Backed;
import dev.sudosafe.facts.ClaimVolume.Unbound;
import dev.sudosafe.facts.ClaimVolume.Unknown;
import io.fabric8.kubernetes.client.Config;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Look-ups on a real API server, by a service account that may do what the chart grants and no more. There is no
/// controller that binds claims: the tests do.
@SharedApiServer
class LiveClusterIT {

    private static ApiServer apiServer;
    private static LiveCluster cluster;

    @BeforeAll
    static void start(ApiServer shared) {
        apiServer = shared;
        Granted.install(apiServer);
        apiServer.kubectl().run("create", "namespace", "dev").require();
        apply("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: fast}
                provisioner: csi.example.com
                ---
                apiVersion: storage.k8s.io/v1
                kind: CSIDriver
                metadata: {name: csi.example.com}
                spec: {attachRequired: false}
                """);
        cluster = watch("sudosafe", Granted.port(apiServer));
        SudosafeProcess.await("read", () -> allMatch(cluster, ".* known"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void a_claim_is_of_the_type_of_its_volume_as_soon_as_both_are_there() {
        apply(claim("bound", "storageClassName: manual, volumeName: on-the-node"));
        SudosafeProcess.await("seen", () -> find("bound").equals(new Unknown("its volume is not known yet")));

        apply(volume("on-the-node", "hostPath: {path: /}, storageClassName: manual"));

        SudosafeProcess.await("seen", () -> find("bound").equals(new Backed("hostPath", "manual")));
    }

    @Test
    void a_claim_that_is_bound_later_is_seen() {
        apply(claim("later", "storageClassName: manual2"));
        SudosafeProcess.await("seen", () -> find("later").equals(new Unbound("manual2")));
        apply(volume("a-share", "nfs: {server: a, path: /}, storageClassName: manual2"));

        apiServer
                .kubectl()
                .run("patch", "pvc", "later", "-n", "dev", "-p", "{\"spec\": {\"volumeName\": \"a-share\"}}")
                .require();

        SudosafeProcess.await("seen", () -> find("later").equals(new Backed("nfs", "manual2")));
    }

    @Test
    void a_claim_whose_class_has_a_driver_will_be_csi() {
        apply(claim("provisioned", "storageClassName: fast"));

        SudosafeProcess.await("seen", () -> find("provisioned").equals(new Backed("csi", "fast")));
    }

    @Test
    void a_claim_that_is_deleted_is_forgotten() {
        apply(claim("deleted", "storageClassName: fast"));
        SudosafeProcess.await("seen", () -> find("deleted").equals(new Backed("csi", "fast")));

        apiServer
                .kubectl()
                .run("patch", "pvc", "deleted", "-n", "dev", "-p", "{\"metadata\": {\"finalizers\": null}}")
                .require();
        apiServer.kubectl().run("delete", "pvc", "deleted", "-n", "dev").require();

        SudosafeProcess.await("gone", () -> find("deleted").equals(new Unknown("no such claim yet")));
    }

    @Test
    void what_may_not_be_read_is_said_and_read_as_soon_as_it_may() {
        apiServer
                .kubectl()
                .run("create", "serviceaccount", "late", "-n", Chart.NAMESPACE)
                .require();
        try (LiveCluster late = watch("late", Granted.port(apiServer))) {
            String refused = "the API server does not let sudosafe read them";
            SudosafeProcess.await("refused", () -> allMatch(late, ".* cannot be read: " + refused));
            assertThat(late.facts().claims().find("dev", "any"))
                    .isEqualTo(new Unknown("persistentvolumeclaims cannot be read: " + refused));

            apiServer
                    .kubectl()
                    .run(
                            "create",
                            "clusterrolebinding",
                            "late",
                            "--clusterrole=sudosafe",
                            "--serviceaccount=" + Chart.NAMESPACE + ":late")
                    .require();

            SudosafeProcess.await(
                    "read", () -> late.facts().claims().find("dev", "any").equals(new Unknown("no such claim yet")));
        }
    }

    @Test
    void while_the_api_server_is_out_of_reach_what_was_known_is_said_and_afterwards_what_is() {
        apply(claim("kept", "storageClassName: fast"));
        try (Relay relay = new Relay(Granted.port(apiServer));
                LiveCluster cut = watch("sudosafe", relay.port())) {
            SudosafeProcess.await("read", () -> allMatch(cut, ".* known"));
            assertThat(cut.facts().claims().find("dev", "kept")).isEqualTo(new Backed("csi", "fast"));

            relay.cut();
            SudosafeProcess.await("cut", () -> allMatch(cut, ".* known, no word yet since the last connection"));
            assertThat(cut.facts().claims().find("dev", "kept")).isEqualTo(new Backed("csi", "fast"));
            apply(claim("missed", "storageClassName: fast"));

            relay.join();
            SudosafeProcess.await(
                    "seen", () -> cut.facts().claims().find("dev", "missed").equals(new Backed("csi", "fast")));
        }
    }

    @Test
    void an_api_server_that_never_answers_is_said() {
        Relay relay = new Relay(Granted.port(apiServer));
        relay.cut();
        try (LiveCluster none = watch("sudosafe", relay.port())) {
            assertThat(none.facts().claims().find("dev", "any")).isInstanceOf(Unknown.class);

            SudosafeProcess.await("failed", () -> allMatch(none, ".* cannot be read: the API server does not answer"));
        }
    }

    @Test
    void every_member_of_a_volume_is_a_setting_or_a_source() {
        JsonNode members = Cluster.json(apiServer
                        .kubectl()
                        .run("get", "--raw", "/openapi/v3/api/v1")
                        .require())
                .at("/components/schemas/io.k8s.api.core.v1.PersistentVolumeSpec/properties");

        assertThat(members.properties())
                .hasSizeGreaterThan(20)
                .allSatisfy(member -> assertThat(isSource(member.getValue()))
                        .as(member.getKey())
                        .isNotEqualTo(Volume.SETTINGS.contains(member.getKey())));
    }

    private static boolean isSource(JsonNode member) {
        return Stream.concat(Stream.of(member), member.path("allOf").valueStream())
                .anyMatch(schema -> schema.path("$ref").asText().endsWith("Source"));
    }

    private static LiveCluster watch(String account, int port) {
        LiveCluster watching = new LiveCluster();
        String kubeconfig = Granted.kubeconfig(apiServer, account, port);
        watching.start(() -> Config.fromKubeconfig(kubeconfig));
        return watching;
    }

    private static boolean allMatch(LiveCluster cluster, String regex) {
        return cluster.state().values().stream().allMatch(state -> state.matches(regex));
    }

    private static ClaimVolume find(String claim) {
        return cluster.facts().claims().find("dev", claim);
    }

    private static void apply(String manifest) {
        apiServer.kubectl().withInput(manifest, "apply", "-f", "-").require();
    }

    private static String claim(String name, String spec) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: dev}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, %s}
                """.formatted(name, spec);
    }

    private static String volume(String name, String spec) {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s}
                spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, %s}
                """.formatted(name, spec);
    }
}
