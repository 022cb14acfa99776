package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.web.DoorClient;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What a changed profile would mean for what is in a real API server. Its pods were made before the webhooks, or
/// through
/// them, as named.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SharedApiServer
class ClusterDryRunIT {

    private static final String FORBIDDEN = profile("sudo: Forbidden, docker: {engine: None}");
    private static final String LENIENT = profile("policy: {action: Warn}");
    private static final String OTHER_NAMESPACE = profile("namespaceSelector: {matchLabels: {team: b}}");
    private static final String SYSBOX =
            profile("isolation: [{kind: Sysbox, runtimeClassName: sysbox-runc}], docker: {engine: None}");

    private static final String BEFORE = """
            apiVersion: v1
            kind: Pod
            metadata: {name: before, namespace: a, labels: {sudosafe.dev/workspace: "true"}}
            spec: {containers: [{name: workspace, image: tools}]}
            """;

    private static final String TEMPLATE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: planned, namespace: a}
            spec:
              selector: {matchLabels: {app: planned}}
              template:
                metadata: {labels: {app: planned, sudosafe.dev/workspace: "true"}}
                spec: {containers: [{name: workspace, image: tools}]}
            """;

    private static ApiServer apiServer;
    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer shared) throws IOException {
        apiServer = shared;
        Granted.install(apiServer);
        SudosafeProcess sudosafe =
                Granted.start(apiServer, Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true", "SUDOSAFE_DRY_RUN_TOKEN", "test"));
        Cluster.namespace(apiServer.kubectl(), "a", "team=a");
        apiServer.kubectl().withInput(BEFORE, "apply", "-f", "-").require();
        cluster = Cluster.install(apiServer, sudosafe, Cluster.DEFAULT_PROFILES);
        String injected = BEFORE.replace("before", "injected");
        cluster.kubectl().awaitInjection(injected);
        cluster.apply(injected).require();
        cluster.apply(TEMPLATE).require();
        cluster.apply(BEFORE.replace("before", "bystander").replace("sudosafe.dev/workspace", "other"))
                .require();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void without_a_candidate_it_tells_how_things_stand() {
        JsonNode summary = summary(ask(""));

        assertThat(changes(ask(""))).isEmpty();
        assertThat(summary.at("/namespaces").toString())
                .isEqualTo("[{\"namespace\":\"a\",\"today\":{\"admitted\":2,\"denied\":1},"
                        + "\"candidate\":{\"admitted\":2,\"denied\":1}}]");
    }

    @Test
    void a_stricter_profile_tells_what_it_would_refuse() {
        assertThat(changes(ask(FORBIDDEN))).contains("NewlyDenied Pod a/injected");
    }

    @Test
    void what_is_denied_is_told_with_its_findings() {
        JsonNode change = change(ask(FORBIDDEN), "injected");

        assertThat(change.at("/today/verdict").asText()).isEqualTo("admitted");
        assertThat(change.at("/candidate/findings").findValuesAsText("check")).contains("privilege-escalation");
    }

    @Test
    void a_milder_profile_tells_what_it_would_admit() {
        assertThat(changes(ask(LENIENT))).containsExactly("NewlyAdmitted Pod a/before");
    }

    @Test
    void a_profile_that_selects_less_tells_what_it_would_leave_alone() {
        assertThat(changes(ask(OTHER_NAMESPACE)))
                .containsExactlyInAnyOrder(
                        "NoLongerSelected Pod a/before",
                        "NoLongerSelected Pod a/injected",
                        "NoLongerSelected Deployment a/planned");
    }

    @Test
    void an_isolation_that_changes_is_told() {
        JsonNode change = change(ask(SYSBOX), "planned");

        assertThat(change.path("change").asText()).isEqualTo("IsolationChanged");
        assertThat(change.at("/today/isolation").asText()).isEqualTo("UserNamespace");
        assertThat(change.at("/candidate/isolation").asText()).isEqualTo("Sysbox");
    }

    /// The last one, as from then on it is known which nodes there are.
    @Test
    @Order(Integer.MAX_VALUE)
    void an_isolation_that_no_node_can_run_is_told() {
        TestNode.create(cluster.kubectl(), "node", TestNode.USER_NAMESPACES, "{sudosafe.dev/tun: '8'}");
        SudosafeProcess.await("known", () -> request().get("/facts").asString().contains("v1.36.3"));

        JsonNode change = change(ask(SYSBOX), "planned");

        assertThat(change.path("change").asText()).isEqualTo("NewlyDenied");
        assertThat(change.at("/candidate/findings").findValuesAsText("check")).contains("isolation-support");
    }

    @Test
    void a_running_pod_keeps_the_sidecar_that_it_has() {
        String mirror = profile("docker: {registryMirrors: [\"https://mirror.example.com\"]}");

        assertThat(changes(ask(mirror))).isEmpty();
    }

    @Test
    void documents_to_judge_are_sent_elsewhere() {
        request()
                .body(BEFORE.getBytes(StandardCharsets.UTF_8))
                .post("/dry-run/cluster")
                .then()
                .statusCode(400)
                .body("message", containsString("POST /dry-run judges them"));
    }

    private static List<JsonNode> ask(String candidate) {
        return request()
                .body(candidate.getBytes(StandardCharsets.UTF_8))
                .post("/dry-run/cluster")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(Cluster::json)
                .toList();
    }

    private static List<String> changes(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.path("type").asText().equals("change"))
                .map(line -> "%s %s %s/%s"
                        .formatted(
                                line.path("change").asText(),
                                line.path("kind").asText(),
                                line.path("namespace").asText(),
                                line.path("name").asText()))
                .toList();
    }

    private static JsonNode change(List<JsonNode> lines, String name) {
        return lines.stream()
                .filter(line -> line.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode summary(List<JsonNode> lines) {
        assertThat(lines.getLast().path("type").asText()).as(lines.toString()).isEqualTo("summary");
        return lines.getLast();
    }

    private static String profile(String spec) {
        return """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: default}
                spec: {%s}
                """.formatted(spec);
    }

    private static RequestSpecification request() {
        return DoorClient.of(cluster.sudosafe())
                .request()
                .contentType("application/yaml")
                .header("Authorization", "Bearer test");
    }
}
