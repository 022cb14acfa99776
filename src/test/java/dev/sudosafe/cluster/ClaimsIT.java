package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user reads whose pod has a claim, by the process with the rights that the chart grants. There is no
/// controller that binds claims: the tests do.
@SharedApiServer
class ClaimsIT {

    private static final String ADMITTED = "pod/%s created (server dry run)";

    @TempDir
    private static Path folder;

    private static ApiServer apiServer;
    private static Relay relay;
    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer shared) throws Exception {
        apiServer = shared;
        Granted.install(apiServer);
        relay = new Relay(Granted.port(apiServer));
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), Granted.kubeconfig(apiServer, "sudosafe", relay.port()));
        SudosafeProcess sudosafe =
                SudosafeProcess.start(Map.of("KUBECONFIG", kubeconfig.toString(), "SUDOSAFE_CLUSTER_ENABLED", "true"));
        cluster = Cluster.install(apiServer, sudosafe, Cluster.DEFAULT_PROFILES);
        cluster.namespace("dev");
        SudosafeProcess.await("read", () -> {
            String body = sudosafe.readiness().body();
            return body.contains("\"persistentvolumes\": \"0 known")
                    && !body.contains("are not read yet")
                    && !body.contains("cannot be read");
        });
    }

    @AfterAll
    static void stop() {
        cluster.close();
        relay.close();
    }

    @Test
    void a_claim_of_the_nodes_disk_is_refused_within_two_seconds_of_its_binding() {
        claim("home", "manual");
        volume("disk", "hostPath: {path: /srv}", "manual");
        bind("home", "disk");
        long bound = System.nanoTime();

        SudosafeProcess.await("refused", () -> !create("home").succeeded());

        assertThat(System.nanoTime() - bound).isLessThan(2_000_000_000L);
        assertThat(create("home").err())
                .contains("persistent volumes on the node's disk (claim \"home\" of volume \"data\" of type hostPath"
                        + " at spec.volumes[0].persistentVolumeClaim.claimName)");
    }

    @Test
    void a_claim_of_a_csi_volume_is_admitted_without_a_word() {
        claim("network", "fast");
        volume("network", "csi: {driver: csi.example.com, volumeHandle: a}", "fast");
        bind("network", "network");

        SudosafeProcess.await("seen", () -> !create("network").err().contains("claim"));
        assertThat(create("network").out()).startsWith(ADMITTED.formatted("network"));
    }

    @Test
    void a_claim_that_is_not_bound_is_admitted_with_a_warning() {
        claim("late", "local-path");

        SudosafeProcess.await("seen", () -> create("late").err().contains("not bound yet"));
        assertThat(create("late").err())
                .contains("claims of unknown volumes (claim \"late\" of volume \"data\": not bound yet, storage class"
                        + " \"local-path\"");
        assertThat(create("late").out()).startsWith(ADMITTED.formatted("late"));
    }

    @Test
    void a_claim_that_is_not_there_is_admitted_with_a_warning() {
        Output created = create("none");

        assertThat(created.err()).contains("claim \"none\" of volume \"data\": no such claim yet");
        assertThat(created.out()).startsWith(ADMITTED.formatted("none"));
    }

    @Test
    void out_of_reach_of_the_api_server_it_stays_ready_and_says_so() {
        relay.cut();
        try {
            SudosafeProcess.await(
                    "cut",
                    () -> cluster.sudosafe().readiness().body().contains("no word yet since the last connection"));

            assertThat(cluster.sudosafe().readiness().statusCode()).isEqualTo(200);
            assertThat(create("none").out()).startsWith(ADMITTED.formatted("none"));
        } finally {
            relay.join();
        }
    }

    private static void claim(String name, String storageClass) {
        cluster.apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: dev}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: %s}
                """.formatted(name, storageClass)).require();
    }

    private static void volume(String name, String source, String storageClass) {
        cluster.apply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s}
                spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, %s, storageClassName: %s}
                """.formatted(name, source, storageClass)).require();
    }

    private static void bind(String claim, String volume) {
        cluster.kubectl()
                .run("patch", "pvc", claim, "-n", "dev", "-p", "{\"spec\": {\"volumeName\": \"%s\"}}".formatted(volume))
                .require();
    }

    private static Output create(String claim) {
        return cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: tools}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: %s}}]
                """.formatted(claim, claim), "--dry-run=server");
    }
}
