package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.web.DoorClient;
import dev.sudosafe.web.HttpInterface;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged process does what its OpenAPI document says, with a real API server behind it: schemathesis makes
/// requests of the document, right and wrong ones, and holds the answers to it.
@SharedApiServer
class OpenApiIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String CLUSTER = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
            spec: {containers: [{name: workspace, image: tools}]}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: node}
            ---
            apiVersion: node.k8s.io/v1
            kind: RuntimeClass
            metadata: {name: sysbox-runc}
            handler: sysbox
            """;

    private static final String LENIENT = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: default}
            spec: {policy: {action: Warn}}
            """;

    @TempDir
    private static Path folder;

    private static ApiServer apiServer;
    private static SudosafeProcess sudosafe;

    @BeforeAll
    static void start(ApiServer shared) throws IOException {
        apiServer = shared;
        Granted.install(apiServer);
        Cluster.namespace(apiServer.kubectl(), "dev");
        apiServer.kubectl().withInput(CLUSTER, "apply", "-f", "-").require();
        sudosafe =
                Granted.start(apiServer, Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true", "SUDOSAFE_DRY_RUN_TOKEN", "test"));
    }

    @AfterAll
    static void stop() {
        sudosafe.close();
    }

    @Test
    void everybody_gets_the_document_that_is_published() {
        assertThat(anonymous().get("/openapi.yaml").asString()).isEqualTo(Documents.text(HttpInterface.FILE));
    }

    @Test
    void schemathesis_finds_no_answer_that_the_document_does_not_tell_of() throws IOException {
        Output found = schemathesis();

        assertThat(found.exitCode()).as(found.out() + found.err()).isZero();
        assertThat(found.out()).containsPattern("Selected: 8/8\\s+Tested: 8").containsPattern("[1-9]\\d{3} generated");
    }

    @Test
    void a_line_of_what_a_change_would_mean_is_as_the_document_tells() {
        List<JsonNode> lines = anonymous()
                .header("Authorization", "Bearer test")
                .contentType("application/yaml")
                .body(LENIENT.getBytes(StandardCharsets.UTF_8))
                .post("/dry-run/cluster")
                .asString()
                .lines()
                .map(Cluster::json)
                .toList();

        assertThat(lines).extracting(line -> line.path("type").asText()).containsExactly("change", "summary");
        assertThat(lines).allMatch(line -> problems(line).isEmpty());
    }

    private static List<?> problems(JsonNode line) {
        return HttpInterface.published().problems("SurveyLine", line);
    }

    /// From the document and the schema that the process itself serves.
    private static Output schemathesis() throws IOException {
        Path program = Fetched.folder("src/test/programs/fetch", "schemathesis").resolve("bin/schemathesis");
        for (String file : List.of("openapi.yaml", "profile.schema.json")) {
            Files.writeString(folder.resolve(file), anonymous().get("/" + file).asString());
        }
        Path certificate = Files.write(
                folder.resolve("certificate.pem"), Base64.getDecoder().decode(sudosafe.caBundle()));
        return Program.run(
                List.of(
                        "bash",
                        "-c",
                        "cd \"$0\" && exec \"$@\"",
                        folder.toString(),
                        program.toString(),
                        "--config-file",
                        Documents.resource("openapi/schemathesis.toml")
                                .toAbsolutePath()
                                .toString(),
                        "run",
                        "openapi.yaml",
                        "--no-color",
                        "--url=" + sudosafe.url(),
                        "--tls-verify=" + certificate),
                Map.of(),
                "",
                PATIENCE);
    }

    private static RequestSpecification anonymous() {
        return DoorClient.of(sudosafe).request();
    }
}
