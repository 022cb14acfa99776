package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sudosafe.cluster.SudosafeProcess;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of the dry run and what it answers, in a process without a cluster.
class DryRunRequestsIT {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, labels: {sudosafe.dev/workspace: "true"}}
            spec:
              containers: [{name: workspace, image: tools}]
            """;

    private static final String SOCKET = """
            apiVersion: v1
            kind: Pod
            metadata: {name: socket, labels: {sudosafe.dev/workspace: "true"}}
            spec:
              volumes:
                - name: docker
                  hostPath: {path: /var/run/docker.sock}
              containers: [{name: workspace, image: tools}]
            """;

    private static final String SYSBOX = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: default}
            spec:
              isolation: [{kind: Sysbox, runtimeClassName: sysbox-runc}]
              docker: {engine: None}
            """;

    private static SudosafeProcess process;

    @BeforeAll
    static void start() {
        process = SudosafeProcess.start(Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true", "SUDOSAFE_DRY_RUN_TOKEN", "test"));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void a_finding_has_the_line_and_column_of_its_field() {
        dryRun(SOCKET)
                .then()
                .statusCode(200)
                .body("verdict", contains("denied"))
                .body("[0].findings.check", contains("host-path-volumes"))
                .body("[0].findings.line", contains(7))
                .body("[0].findings.column", contains(7))
                .body("[0].findings.path", contains("spec.volumes[0].hostPath"));
    }

    @Test
    void a_denied_pod_is_shown_injected_too() {
        dryRun(SOCKET).then().body("[0].object.spec.hostUsers", equalTo(false));
    }

    @Test
    void many_documents_of_any_workload_are_judged_in_their_order() {
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  template:
                    metadata: {labels: {sudosafe.dev/workspace: "true"}}
                    spec: {containers: [{name: workspace, image: tools, securityContext: {privileged: true}}]}
                """;
        String service = "{apiVersion: v1, kind: Service, metadata: {name: web}}\n";

        dryRun(String.join("---\n", POD, deployment, service))
                .then()
                .body("verdict", contains("admitted", "denied", "skipped"))
                .body("index", contains(0, 1, 2))
                .body("line", contains(1, 7, 15));
    }

    @Test
    void json_is_taken_like_yaml() {
        dryRun("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"apiVersion\": \"v1\", \"kind\": \"Pod\","
                        + " \"metadata\": {\"name\": \"a\"}, \"spec\": {\"containers\": []}}]}")
                .then()
                .body("verdict", contains("skipped"));
    }

    @Test
    void a_profile_among_the_documents_judges_as_if_it_were_installed() {
        dryRun(SYSBOX + "---\n" + POD)
                .then()
                .body("profile", contains("default"))
                .body("[0].isolation", equalTo("Sysbox"))
                .body("[0].object.spec.runtimeClassName", equalTo("sysbox-runc"));
    }

    @Test
    void it_judges_nothing_afterwards() {
        dryRun(SYSBOX + "---\n" + POD).then().statusCode(200);

        dryRun(POD).then().body("[0].isolation", equalTo("UserNamespace"));
    }

    @Test
    void a_profile_that_is_refused_is_told_with_its_line() {
        dryRun(POD + "---\n" + SYSBOX.replace("docker:", "dokcer:"))
                .then()
                .statusCode(400)
                .body("message", containsString("-:12:3: spec.dokcer: unknown key: use one of docker, isolation"));
    }

    @Test
    void every_pod_is_judged_as_a_workspace_when_asked_for() {
        String plain = POD.replace("sudosafe.dev/workspace: \"true\"", "");

        dryRun(plain).then().body("verdict", contains("skipped"));
        request().body(bytes(plain)).post("/dry-run?asWorkspace=true").then().body("verdict", contains("admitted"));
    }

    @Test
    void a_pod_is_judged_as_it_is_when_asked_for() {
        request()
                .body(bytes(POD))
                .post("/dry-run?validateOnly=true")
                .then()
                .body("verdict", contains("denied"))
                .body("[0].findings.check", hasItem("isolation"))
                .body("[0].patch.size()", equalTo(0));
    }

    @Test
    void yaml_is_answered_when_asked_for() {
        Response answer = request().accept("application/yaml").body(bytes(POD)).post("/dry-run");

        assertThat(answer.contentType()).startsWith("application/yaml");
        assertThat(answer.asString()).startsWith("- file: \"-\"\n").contains("  verdict: admitted\n");
    }

    @Test
    void text_is_answered_with_a_unified_diff() {
        Response answer = request().accept("text/plain").body(bytes(POD)).post("/dry-run");

        assertThat(answer.asString())
                .startsWith("admitted  Pod default/web (-:1)\n1 admitted, 0 denied, 0 skipped\n")
                .contains("--- before/Pod/default/web\n+++ after/Pod/default/web\n@@ ", "\n+  hostUsers: false\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profil=default | unknown parameter \"profil\": use one of asWorkspace, namespaceLabels, profile, validateOnly",
                "validateOnly=yes | validateOnly=yes: write true or false",
                "profile=other | profile \"other\" is not known here: use one of default",
                "profile=a&profile=b | parameter \"profile\" stands there twice: write it once",
                "namespaceLabels=team | namespaceLabels=team: write key=value,key=value",
                "namespaceLabels=a=b, | namespaceLabels=a=b,: write key=value,key=value"
            })
    void a_question_that_cannot_be_answered_is_told_why(String query, String message) {
        request()
                .body(bytes(POD))
                .post("/dry-run?" + query)
                .then()
                .statusCode(400)
                .body("kind", equalTo("Status"))
                .body("message", equalTo(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n", SYSBOX})
    void nothing_to_judge_is_a_mistake(String body) {
        dryRun(body).then().statusCode(400).body("message", containsString("no documents to judge"));
    }

    @Test
    void what_is_no_yaml_is_told_with_its_line() {
        dryRun(POD + "---\na: [\n")
                .then()
                .statusCode(200)
                .body("verdict", contains("admitted", "error"))
                .body("[1].error", containsString("-:8:1: expected the node content"));
    }

    @Test
    void what_is_no_utf_8_is_refused() {
        request()
                .body(new byte[] {'a', (byte) 0xff})
                .post("/dry-run")
                .then()
                .statusCode(400)
                .body("message", containsString("not UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dry-run", "/dry-run/cluster"})
    void a_form_is_refused_as_curl_sends_one_unless_told_otherwise(String path) {
        request()
                .contentType("application/x-www-form-urlencoded")
                .formParam("pod", POD)
                .post(path)
                .then()
                .statusCode(415)
                .body("message", containsString("expected content type application/yaml"));
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        request()
                .body(new byte[5 * 1024 * 1024])
                .post("/dry-run")
                .then()
                .statusCode(413)
                .body("message", containsString("at most 4 MiB"));
    }

    @Test
    void profiles_that_are_too_large_for_the_cluster_are_refused() {
        request()
                .body(new byte[2 * 1024 * 1024])
                .post("/dry-run/cluster")
                .then()
                .statusCode(413)
                .body("message", equalTo("expected a body of at most 1 MiB"));
    }

    @Test
    void another_type_of_answer_is_refused() {
        request().accept("image/png").body(bytes(POD)).post("/dry-run").then().statusCode(406);
    }

    @ParameterizedTest
    @CsvSource({"/profiles, application/yaml", "/facts, text/plain"})
    void what_is_in_force_has_two_types_of_answer(String path, String other) {
        request()
                .accept("image/png")
                .get(path)
                .then()
                .statusCode(406)
                .body("message", equalTo("expected application/json or %s in Accept".formatted(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /dry-run",
        "POST, /dry-run/cluster",
        "POST, /mutate/default",
        "GET, /profiles",
        "GET, /facts",
        "GET, /openapi.yaml"
    })
    void another_method_is_refused_and_the_right_one_named(String method, String path) {
        request()
                .delete(path)
                .then()
                .statusCode(405)
                .header("Allow", method)
                .body("message", equalTo("expected " + method));
    }

    @Test
    void the_profiles_in_force_can_be_sent_back_as_candidates() {
        String profiles = request().accept("application/yaml").get("/profiles").asString();

        dryRun(profiles + "---\n" + POD).then().statusCode(200).body("verdict", contains("admitted"));
    }

    @Test
    void a_process_that_was_not_told_to_answers_no_dry_run() {
        try (SudosafeProcess other = SudosafeProcess.start()) {
            DoorClient.of(other)
                    .request()
                    .body(bytes(POD))
                    .post("/dry-run")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void a_process_that_nobody_could_ask_does_not_start() {
        assertThat(SudosafeProcess.runToItsEnd(Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true"))
                        .out())
                .contains("sudosafe.dry-run.enabled without sudosafe.cluster.enabled");
    }

    private static Response dryRun(String documents) {
        return request().body(bytes(documents)).post("/dry-run");
    }

    private static RequestSpecification request() {
        return DoorClient.of(process).request().contentType("application/yaml").header("Authorization", "Bearer test");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
