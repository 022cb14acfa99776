package dev.sudosafe.web;

import static dev.sudosafe.web.Reviews.PLAIN;
import static dev.sudosafe.web.Reviews.creation;
import static dev.sudosafe.web.Reviews.injected;
import static dev.sudosafe.web.Reviews.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.cluster.SudosafeProcess;
import io.fabric8.zjsonpatch.JsonPatch;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the two doors answer to what an API server sends.
class DoorsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRIVILEGED = ",\"securityContext\":{\"privileged\":true}";
    private static final String HOST_PATH = ",\"volumes\":[{\"name\":\"root\",\"hostPath\":{\"path\":\"/\"}}]";

    private static SudosafeProcess process;
    private static DoorClient doors;

    @BeforeAll
    static void start(@TempDir Path profiles) throws IOException {
        profile(profiles, "default", "{}");
        profile(profiles, "lenient", "{policy: {action: Warn}}");
        process = SudosafeProcess.startWithProfiles(profiles);
        doors = DoorClient.of(process);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void a_new_workspace_gets_a_json_patch() throws IOException {
        JsonPath answer = doors.mutate("default", creation(PLAIN)).jsonPath();

        assertThat(answer.getBoolean("response.allowed")).isTrue();
        assertThat(answer.getString("response.patchType")).isEqualTo("JSONPatch");
        assertThat(patched(answer).at("/spec/hostUsers").isBoolean()).isTrue();
    }

    @Test
    void the_patched_pod_passes_the_other_door() throws IOException {
        JsonPath answer = doors.mutate("default", creation(PLAIN)).jsonPath();

        Response validated = doors.validate("default", creation(patched(answer).toString()));

        assertThat(validated.jsonPath().getBoolean("response.allowed")).isTrue();
    }

    @Test
    void the_patched_pod_gets_no_second_patch() throws IOException {
        JsonPath answer = doors.mutate("default", creation(PLAIN)).jsonPath();

        Response again = doors.mutate("default", creation(patched(answer).toString()));

        assertThat(again.jsonPath().getString("response.patch")).isNull();
    }

    @Test
    void an_answer_is_a_review_with_the_uid_of_the_request() {
        JsonPath answer = doors.mutate("default", creation(PLAIN)).jsonPath();

        assertThat(answer.getString("kind")).isEqualTo("AdmissionReview");
        assertThat(answer.getString("apiVersion")).isEqualTo("admission.k8s.io/v1");
        assertThat(answer.getString("response.uid")).isEqualTo("705ab4f5");
    }

    @Test
    void an_answer_is_json() {
        assertThat(doors.mutate("default", creation(PLAIN)).contentType()).isEqualTo("application/json");
    }

    @Test
    void a_denial_is_forbidden_and_lists_its_findings() {
        Response answer = doors.validate("default", creation(injected(PRIVILEGED, HOST_PATH)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getBoolean("response.allowed")).isFalse();
        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(403);
        assertThat(answer.jsonPath().getString("response.status.reason")).isEqualTo("Forbidden");
        assertThat(answer.jsonPath().getString("response.status.message"))
                .startsWith("denied by sudosafe profile \"default\": 2 findings\n- hostPath volumes (volume \"root\"")
                .contains("\n- privileged containers (container \"workspace\"");
    }

    @Test
    void audit_annotations_tell_profile_isolation_and_verdict_of_an_injection() {
        JsonPath answer = doors.mutate("default", creation(PLAIN)).jsonPath();

        assertThat(answer.<String, String>getMap("response.auditAnnotations"))
                .containsEntry("profile", "default")
                .containsEntry("isolation", "UserNamespace")
                .containsEntry("verdict", "injected");
    }

    @Test
    void audit_annotations_tell_why_a_pod_is_denied() {
        JsonPath answer =
                doors.validate("default", creation(injected(PRIVILEGED, ""))).jsonPath();

        assertThat(answer.<String, String>getMap("response.auditAnnotations"))
                .containsEntry("verdict", "denied")
                .hasEntrySatisfying("deny", reason -> assertThat(reason).startsWith("privileged containers ("));
    }

    @Test
    void a_lenient_profile_admits_with_a_warning() {
        String pod = injected(PRIVILEGED, "").replace("/profile\":\"default", "/profile\":\"lenient");

        JsonPath answer = doors.validate("lenient", creation(pod)).jsonPath();

        assertThat(answer.getBoolean("response.allowed")).isTrue();
        assertThat(answer.<String>getList("response.warnings"))
                .singleElement()
                .asString()
                .startsWith("privileged containers (");
    }

    @Test
    void a_warning_has_at_most_256_runes() {
        String volume = ",\"volumes\":[{\"name\":\"%s\",\"hostPath\":{}}]".formatted("𝄞".repeat(300));
        String pod = injected("", volume).replace("/profile\":\"default", "/profile\":\"lenient");

        JsonPath answer = doors.validate("lenient", creation(pod)).jsonPath();

        String warning = answer.getString("response.warnings[0]");
        assertThat(warning.codePointCount(0, warning.length())).isEqualTo(256);
        assertThat(warning).endsWith("𝄞…");
    }

    @Test
    void an_update_is_never_patched() {
        JsonPath answer = doors.mutate("default", update(PLAIN, PLAIN)).jsonPath();

        assertThat(answer.getBoolean("response.allowed")).isTrue();
        assertThat(answer.getString("response.patch")).isNull();
    }

    @Test
    void an_update_is_not_blamed_for_what_the_pod_had_before() {
        String before = injected("", HOST_PATH);
        String after = before.replace("\"image\":\"tools\"", "\"image\":\"other\"");

        assertThat(doors.validate("default", update(before, after)).jsonPath().getBoolean("response.allowed"))
                .isTrue();
    }

    @Test
    void an_update_that_adds_a_finding_is_denied() {
        Response answer = doors.validate("default", update(injected("", ""), injected(PRIVILEGED, "")));

        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(403);
    }

    @Test
    void a_deletion_is_admitted_whatever_the_pod_is() {
        String privileged = injected(PRIVILEGED, HOST_PATH);

        assertThat(doors.validate("default", Reviews.deletion(privileged))
                        .jsonPath()
                        .getBoolean("response.allowed"))
                .isTrue();
    }

    @Test
    void a_privileged_ephemeral_container_is_denied() {
        String debugged = injected("", ",\"ephemeralContainers\":[{\"name\":\"debugger\"" + PRIVILEGED + "}]");

        Response answer = doors.validate("default", update("ephemeralcontainers", injected("", ""), debugged));

        assertThat(answer.jsonPath().getString("response.status.message"))
                .contains("spec.ephemeralContainers[0].securityContext.privileged");
    }

    @Test
    void a_resize_is_admitted() {
        String resized = injected(",\"resources\":{\"requests\":{\"cpu\":\"2\"}}", "");

        Response answer = doors.validate("default", update("resize", injected("", ""), resized));

        assertThat(answer.jsonPath().getBoolean("response.allowed")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutate", "validate"})
    void an_unknown_profile_is_refused_as_retryable_with_the_wait(String door) {
        Response answer = doors.post("/" + door + "/unheard-of", creation(PLAIN));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getBoolean("response.allowed")).isFalse();
        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(503);
        assertThat(answer.jsonPath().getString("response.status.reason")).isEqualTo("ServiceUnavailable");
        assertThat(answer.jsonPath().getString("response.status.message"))
                .contains("profile \"unheard-of\"", "up to a minute", "create the pod again");
    }

    @Test
    void another_kind_is_refused_by_its_name() {
        String deployment = creation(PLAIN).replace("\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"", """
                        "group":"apps","version":"v1","kind":"Deployment\"""");

        Response answer = doors.validate("default", deployment);

        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(400);
        assertThat(answer.jsonPath().getString("response.status.message"))
                .isEqualTo("kind \"apps/Deployment\": expected Pod");
    }

    @Test
    void a_workload_is_admitted_with_warnings_on_its_template() {
        String template = Reviews.pod("{\"hostNetwork\":true,\"containers\":[]}");
        String deployment = creation("{\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"spec\":{\"template\":%s}}"
                        .formatted(template))
                .replace("\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"", """
                        "group":"apps","version":"v1","kind":"Deployment\"""");

        JsonPath answer = doors.validate("default", deployment).jsonPath();

        assertThat(answer.getBoolean("response.allowed")).isTrue();
        assertThat(answer.<String>getList("response.warnings"))
                .hasSizeGreaterThan(1)
                .startsWith("pods of this template would be refused by sudosafe profile \"default\":")
                .anyMatch(warning -> warning.contains(" at spec.template.spec.hostNetwork)"));
    }

    @Test
    void a_content_type_may_have_a_charset() {
        Response answer = doors.request()
                .contentType("application/json; charset=utf-8")
                .body(creation(PLAIN).getBytes(StandardCharsets.UTF_8))
                .post("/validate/default");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void one_connection_serves_several_reviews() throws IOException {
        byte[] body = creation(PLAIN).getBytes(StandardCharsets.UTF_8);
        byte[] head =
                HttpHead.post("/validate/default", "Content-Type: application/json", "Content-Length: " + body.length);
        try (SSLSocket socket = doors.connect()) {
            for (int review = 0; review < 3; review++) {
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(body);

                assertThat(HttpHead.status(socket.getInputStream())).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
    void both_versions_of_http_are_spoken(HttpClient.Version version) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(doors.url().resolve("/validate/default"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(creation(PLAIN)))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(version).sslContext(doors.tls()).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void http_without_tls_is_not_answered() throws IOException {
        try (Socket plain = new Socket(doors.url().getHost(), doors.url().getPort())) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: sudosafe\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer;
            try {
                answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException reset) {
                answer = "";
            }
            assertThat(answer).doesNotContain("HTTP/");
        }
    }

    private static void profile(Path folder, String name, String spec) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec));
    }

    private static JsonNode patched(JsonPath answer) throws IOException {
        byte[] patch = Base64.getDecoder().decode(answer.getString("response.patch"));
        return JsonPatch.apply(JSON.readTree(patch), JSON.readTree(PLAIN));
    }
}
