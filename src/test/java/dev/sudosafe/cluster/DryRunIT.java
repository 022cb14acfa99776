package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sudosafe.web.DoorClient;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The dry run with tokens that a real API server has given, and looks at.
@SharedApiServer
class DryRunIT {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
            spec:
              containers: [{name: workspace, image: tools}]
            """;

    private static final String TEAM = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: default}
            spec:
              namespaceSelector: {matchLabels: {team: a}}
            ---
            """;

    private static ApiServer apiServer;
    private static SudosafeProcess sudosafe;
    private static String admin;

    @BeforeAll
    static void start(ApiServer shared) throws IOException {
        apiServer = shared;
        Granted.install(apiServer);
        kubectl("create", "serviceaccount", "ann", "-n", Chart.NAMESPACE);
        kubectl("create", "serviceaccount", "bob", "-n", Chart.NAMESPACE);
        kubectl(
                "create",
                "clusterrolebinding",
                "ann",
                "--clusterrole=sudosafe-admin",
                "--serviceaccount=" + Chart.NAMESPACE + ":ann");
        Cluster.namespace(apiServer.kubectl(), "dev", "team=a");
        sudosafe = sudosafe(Map.of());
        admin = token("ann");
        SudosafeProcess.await("allowed", () -> profiles(sudosafe, admin) == 200);
    }

    @AfterAll
    static void stop() {
        sudosafe.close();
    }

    @Test
    void whoever_has_the_role_is_answered() {
        Response answer = ask(admin).body(bytes(POD)).post("/dry-run");

        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .body("verdict", contains("admitted"))
                .body("[0].isolation", equalTo("UserNamespace"))
                .body("[0].object.spec.hostUsers", equalTo(false))
                .body("[0].patch.op", hasItem("add"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/profiles", "/facts"})
    void so_it_is_with_what_is_in_force(String path) {
        ask(admin).get(path).then().statusCode(200);
        ask(token("bob")).get(path).then().statusCode(403);
        anonymous().get(path).then().statusCode(401);
    }

    @Test
    void whoever_has_not_is_told_what_is_missing() {
        ask(token("bob"))
                .body(bytes(POD))
                .post("/dry-run")
                .then()
                .statusCode(403)
                .body("kind", equalTo("Status"))
                .body(
                        "message",
                        containsString("user \"system:serviceaccount:sudosafe-system:bob\" may not create"
                                + " dryruns.sudosafe.dev: bind the ClusterRole sudosafe-admin"));
    }

    static Stream<String> wrongTokens() throws IOException {
        return Stream.of(
                "rubbish",
                admin + "x",
                apiServer
                        .kubectl()
                        .run("create", "token", "ann", "-n", Chart.NAMESPACE, "--audience=vault")
                        .require()
                        .strip(),
                ServiceAccountTokens.of(apiServer).expired("ann"),
                "a".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void a_token_that_is_expired_foreign_or_none_is_refused(String token) {
        ask(token)
                .body(bytes(POD))
                .post("/dry-run")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"sudosafe\"")
                .body("reason", equalTo("Unauthorized"));
    }

    /// Or the test above could not tell an expired token from a wrong one.
    @Test
    void a_token_that_is_signed_like_the_expired_one_is_taken() throws IOException {
        ask(ServiceAccountTokens.of(apiServer).valid("ann"))
                .body(bytes(POD))
                .post("/dry-run")
                .then()
                .statusCode(200);
    }

    @Test
    void nobody_asks_without_a_token() {
        anonymous().body(bytes(POD)).post("/dry-run").then().statusCode(401);
        anonymous()
                .cookie("token", admin)
                .body(bytes(POD))
                .post("/dry-run")
                .then()
                .statusCode(401);
        anonymous()
                .queryParam("access_token", admin)
                .body(bytes(POD))
                .post("/dry-run")
                .then()
                .statusCode(401);
    }

    @Test
    void a_right_that_is_taken_away_is_gone_within_seconds() {
        kubectl("create", "serviceaccount", "eve", "-n", Chart.NAMESPACE);
        kubectl(
                "create",
                "clusterrolebinding",
                "eve",
                "--clusterrole=sudosafe-admin",
                "--serviceaccount=" + Chart.NAMESPACE + ":eve");
        String token = token("eve");
        SudosafeProcess.await("allowed", () -> ask(token).get("/profiles").statusCode() == 200);

        kubectl("delete", "clusterrolebinding", "eve");

        SudosafeProcess.await("refused", () -> ask(token).get("/profiles").statusCode() == 403);
    }

    @Test
    void the_labels_of_a_namespace_are_those_in_the_cluster() {
        ask(admin)
                .body(bytes(TEAM + POD + "---\n" + POD.replace("namespace: dev", "namespace: default")))
                .post("/dry-run")
                .then()
                .statusCode(200)
                .body("verdict", contains("admitted", "skipped"));
    }

    @Test
    void the_log_tells_nothing_of_a_token() {
        ask(admin).body(bytes(POD)).post("/dry-run").then().statusCode(200);
        ask("secret-that-is-wrong").body(bytes(POD)).post("/dry-run").then().statusCode(401);

        assertThat(sudosafe.log()).doesNotContain(admin, admin.substring(admin.lastIndexOf('.')), "secret-that");
    }

    @Test
    void a_process_that_wants_tokens_for_itself_takes_no_others() throws IOException {
        try (SudosafeProcess other = sudosafe(Map.of("SUDOSAFE_DRY_RUN_AUDIENCES", "sudosafe.dev"))) {
            String own = kubectl("create", "token", "ann", "-n", Chart.NAMESPACE, "--audience=sudosafe.dev")
                    .strip();

            assertThat(profiles(other, own)).isEqualTo(200);
            assertThat(profiles(other, admin)).isEqualTo(401);
            assertThat(profiles(sudosafe, own)).isEqualTo(401);
        }
    }

    private static int profiles(SudosafeProcess process, String token) {
        return DoorClient.of(process)
                .request()
                .header("Authorization", "Bearer " + token)
                .get("/profiles")
                .statusCode();
    }

    private static SudosafeProcess sudosafe(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SUDOSAFE_DRY_RUN_ENABLED", "true");
        return Granted.start(apiServer, environment);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RequestSpecification anonymous() {
        return DoorClient.of(sudosafe).request().contentType("application/yaml");
    }

    private static RequestSpecification ask(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    private static String token(String account) {
        return Granted.token(apiServer, account);
    }

    private static String kubectl(String... arguments) {
        return apiServer.kubectl().run(arguments).require();
    }
}
