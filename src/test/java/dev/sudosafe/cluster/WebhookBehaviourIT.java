package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.web.DevelopmentCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Kubernetes' own end-to-end tests show of admission webhooks, shown of ours: docs/conformance.md lists them.
@SharedApiServer
class WebhookBehaviourIT {

    private static final String VALIDATING = "validatingwebhookconfiguration";
    private static final String LABELS = "app.kubernetes.io/name=sudosafe,app.kubernetes.io/instance=sudosafe";
    private static final String PRIVILEGED = "securityContext: {privileged: true}";

    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer apiServer) {
        cluster = Cluster.install(apiServer, SudosafeProcess.start(), Cluster.DEFAULT_PROFILES);
        cluster.namespace("dev");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void a_process_that_hangs_fails_closed_within_its_timeouts() {
        Instant start = Instant.now();
        Output refused = whileTheProcessHangs(() -> create("hung", ""));

        assertThat(refused.err())
                .contains("failed calling webhook \"default.validate.sudosafe.dev\"", "context deadline exceeded");
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    @Test
    void a_process_that_hangs_holds_up_no_other_pod() {
        Instant start = Instant.now();
        Output created =
                whileTheProcessHangs(() -> cluster.apply(pod("other", "").replace("sudosafe.dev/workspace", "other")));

        assertThat(created.require()).contains("created");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_certificate_that_is_not_trusted_fails_closed(@TempDir Path folder) throws IOException {
        Path other = DevelopmentCertificate.create(folder).certificate();
        String bundle = Base64.getEncoder().encodeToString(Files.readAllBytes(other));
        patch("/webhooks/0/clientConfig/caBundle", "\"" + bundle + "\"");
        try {
            SudosafeProcess.await(
                    "distrusted", () -> create("distrusted", "").err().contains("failed to verify certificate"));
        } finally {
            patch("/webhooks/0/clientConfig/caBundle", "\"" + cluster.sudosafe().caBundle() + "\"");
            SudosafeProcess.await("trusted again", () -> create("trusted", "").succeeded());
        }
    }

    @Test
    void what_is_injected_gets_the_defaults_of_the_api_server() {
        cluster.apply(pod("defaults", "")).require();

        JsonNode sidecar = cluster.get("pod", "defaults", "dev").at("/spec/initContainers/0");

        assertThat(sidecar.path("name").asText()).isEqualTo("sudosafe-docker");
        assertThat(sidecar.path("terminationMessagePolicy").asText()).isEqualTo("File");
    }

    @Test
    void an_entry_that_loses_creations_admits_and_one_that_regains_them_refuses() {
        assertThat(create("before", PRIVILEGED).err()).contains("privileged containers");
        patch("/webhooks/0/rules/0/operations", "[\"UPDATE\"]");
        try {
            SudosafeProcess.await(
                    "not asked", () -> create("between", PRIVILEGED).succeeded());
        } finally {
            patch("/webhooks/0/rules/0/operations", "[\"CREATE\", \"UPDATE\"]");
        }
        SudosafeProcess.await(
                "asked again", () -> create("after", PRIVILEGED).err().contains("privileged containers"));
    }

    @Test
    void its_configurations_can_be_deleted_while_it_hangs() {
        String kinds = VALIDATING + "s,mutatingwebhookconfigurations";
        try {
            Output deleted = whileTheProcessHangs(() -> {
                assertThat(cluster.kubectl()
                                .run("get", kinds, "-l", LABELS, "-o", "name")
                                .require()
                                .lines())
                        .hasSize(2);
                return cluster.kubectl().run("delete", kinds, "-l", LABELS);
            });

            assertThat(deleted.require()).contains("deleted");
            SudosafeProcess.await("gone", () -> create("unguarded", PRIVILEGED).succeeded());
        } finally {
            cluster.upgrade(Cluster.DEFAULT_PROFILES, "{}");
            SudosafeProcess.await(
                    "back", () -> create("guarded", PRIVILEGED).err().contains("privileged containers"));
        }
    }

    /// Something that is tried while the process neither answers nor refuses a connection.
    private interface Attempt {
        Output run();
    }

    private static Output whileTheProcessHangs(Attempt attempt) {
        signal("STOP");
        try {
            return attempt.run();
        } finally {
            signal("CONT");
        }
    }

    private static void signal(String name) {
        Program.run(
                        List.of(
                                "kill",
                                "-" + name,
                                String.valueOf(cluster.sudosafe().pid())),
                        Map.of(),
                        "")
                .require();
    }

    private static void patch(String path, String value) {
        String patch = "[{\"op\": \"replace\", \"path\": \"%s\", \"value\": %s}]".formatted(path, value);
        cluster.kubectl()
                .run("patch", VALIDATING, "sudosafe", "--type=json", "-p", patch)
                .require();
    }

    /// Would create a workspace: what is not stored can be tried again.
    private static Output create(String name, String container) {
        return cluster.apply(pod(name, container), "--dry-run=server");
    }

    private static String pod(String name, String container) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: tools%s}]
                """.formatted(name, container.isEmpty() ? "" : ", " + container);
    }
}
