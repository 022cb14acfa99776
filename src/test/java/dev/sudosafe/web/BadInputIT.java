package dev.sudosafe.web;

import static dev.sudosafe.web.Reviews.PLAIN;
import static dev.sudosafe.web.Reviews.creation;
import static dev.sudosafe.web.Reviews.injected;
import static dev.sudosafe.web.Reviews.pod;
import static dev.sudosafe.web.Reviews.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sudosafe.cluster.SudosafeProcess;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes, the answer is JSON that says what is wrong and shows nothing of the inside, and the next review is
/// answered as if nothing had been.
class BadInputIT {

    private static final int DEEP = 10_000;

    /// Three times the bar of two seconds, as other jobs may have the machine.
    private static final Duration AT_ONCE = Duration.ofSeconds(6);

    private static SudosafeProcess process;
    private static DoorClient doors;

    @BeforeAll
    static void start() {
        process = SudosafeProcess.start();
        doors = DoorClient.of(process);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @AfterEach
    void the_next_review_is_answered_at_once() {
        Instant start = Instant.now();

        assertThat(doors.mutate("default", creation(PLAIN)).statusCode()).isEqualTo(200);
        assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
    }

    @AfterEach
    void nothing_is_logged_as_a_bug() {
        assertThat(process.log()).doesNotContain("ERROR", "Exception");
    }

    static Stream<Arguments> noReviews() {
        String review = creation(PLAIN);
        return Stream.of(
                argumentSet("an empty body", bytes(""), "the body is empty"),
                argumentSet("a truncated review", bytes(review.substring(0, 200)), "Unexpected end-of-input"),
                argumentSet("no JSON", bytes("hello"), "Unrecognized token"),
                argumentSet("YAML", bytes("kind: AdmissionReview"), "Unrecognized token 'kind'"),
                argumentSet("a list", bytes("[]"), "apiVersion: expected admission.k8s.io/v1"),
                argumentSet("null", bytes("null"), "apiVersion: expected admission.k8s.io/v1"),
                argumentSet("another version", bytes(review.replace("k8s.io/v1\"", "k8s.io/v1beta1\"")), "apiVersion:"),
                argumentSet("another kind", bytes(review.replace("AdmissionReview", "Review")), "kind: expected"),
                argumentSet("no request", bytes(review.replace("request", "response")), "request: expected an object"),
                argumentSet("no uid", bytes(review.replace("\"uid\"", "\"id\"")), "request.uid: expected a string"),
                argumentSet(
                        "a number as uid",
                        bytes(review.replace("\"705ab4f5\"", "7")),
                        "request.uid: expected a string"),
                argumentSet("trailing garbage", bytes(review + "}"), "Unexpected close marker"),
                argumentSet("two reviews", bytes(review + review), "Trailing token at line 1"),
                argumentSet(
                        "a key twice",
                        bytes(creation(pod("{\"hostUsers\":false,\"hostUsers\":true}"))),
                        "Duplicate field 'hostUsers'"),
                argumentSet(
                        "an object in the deep", bytes(creation(pod(nested("{\"a\":", "1", "}")))), "nesting depth"),
                argumentSet("a list in the deep", bytes(creation(pod(nested("[", "", "]")))), "nesting depth"),
                argumentSet("invalid UTF-8", latin1(review.replace("web", "w\u00fcb")), "Invalid UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("noReviews")
    void what_is_no_review_is_a_bad_request(byte[] body, String problem) {
        Response answer = doors.post("/validate/default", body);

        expectStatus(answer, 400, "BadRequest");
        assertThat(answer.jsonPath().getString("message")).contains(problem);
    }

    static Stream<Arguments> misshapenPods() {
        return Stream.of(
                argumentSet("a string as pod", "\"pod\"", "pod: expected an object, found a string"),
                argumentSet("null as pod", "null", "pod: expected an object, found a null"),
                argumentSet("a string as spec", pod("\"all\""), "spec: expected an object, found a string"),
                argumentSet("an object as containers", pod("{\"containers\":{}}"), "spec.containers: expected a list"),
                argumentSet(
                        "a number as container", pod("{\"containers\":[1]}"), "spec.containers[0]: expected an object"),
                argumentSet(
                        "a string as boolean", pod("{\"hostUsers\":\"false\"}"), "spec.hostUsers: expected a boolean"),
                argumentSet(
                        "a boolean as annotation",
                        PLAIN.replace("\"labels\":{", "\"annotations\":{\"a\":true},\"labels\":{"),
                        "metadata.annotations[a]: expected a string, found a boolean"));
    }

    @ParameterizedTest
    @MethodSource("misshapenPods")
    void a_pod_with_wrong_types_is_refused_with_the_field(String pod, String problem) {
        for (String door : new String[] {"mutate", "validate"}) {
            Response answer = doors.post("/" + door + "/default", creation(pod));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(400);
            assertThat(answer.jsonPath().getString("response.status.message")).startsWith("malformed pod: " + problem);
        }
    }

    @Test
    void a_pod_with_thousands_of_wrong_types_is_refused_briefly() {
        String containers = "1" + ",1".repeat(300_000);

        Response answer = doors.validate("default", creation(pod("{\"containers\":[" + containers + "]}")));

        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(400);
        assertThat(answer.asByteArray()).hasSizeLessThan(16 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"pod\"", "[]", "{\"spec\":{\"containers\":{\"name\":7}}}"})
    void an_old_pod_with_wrong_types_does_no_harm(String before) {
        Response answer = doors.validate("default", update(before, injected("", "")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("response.uid")).isEqualTo("705ab4f5");
    }

    @Test
    void an_update_without_an_old_pod_is_refused() {
        Response answer = doors.validate("default", update("null", PLAIN));

        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(400);
        assertThat(answer.jsonPath().getString("response.status.message")).contains("oldObject");
    }

    @Test
    void an_unknown_operation_is_refused() {
        Response answer = doors.validate("default", Reviews.review("EAT", "\"object\":" + PLAIN));

        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(400);
        assertThat(answer.jsonPath().getString("response.status.message")).contains("unknown operation \"EAT\"");
    }

    @Test
    void a_path_that_no_file_can_have_does_no_harm() {
        String pod = pod("""
                {"containers":[{"name":"workspace","volumeMounts":[{"name":"v","mountPath":"/a\\u0000b"}]}],\
                "volumes":[{"name":"v","emptyDir":{}}]}""");

        assertThat(doors.mutate("default", creation(pod)).statusCode()).isEqualTo(200);
    }

    @Test
    void thousands_of_mounts_do_not_hold_up_the_others() {
        StringBuilder mounts = new StringBuilder("{\"name\":\"v\",\"mountPath\":\"/p\"}");
        for (int i = 0; i < 5_000; i++) {
            mounts.append(",{\"name\":\"v\",\"mountPath\":\"/p/").append(i).append("\"}");
        }
        String pod = injected(
                ",\"volumeMounts\":[" + mounts + "]",
                ",\"volumes\":[{\"name\":\"v\",\"emptyDir\":{}}],\"initContainers\":[{\"name\":\"sudosafe-docker\",\"volumeMounts\":["
                        + mounts + "]}]");
        Instant start = Instant.now();

        assertThat(doors.validate("default", creation(pod)).jsonPath().getInt("response.status.code"))
                .isEqualTo(403);
        assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/yaml", "application/json-patch+json", "application/jsonp"})
    void another_content_type_is_not_supported(String contentType) {
        Response answer = doors.request()
                .contentType(contentType)
                .body(creation(PLAIN).getBytes(StandardCharsets.UTF_8))
                .post("/validate/default");

        expectStatus(answer, 415, "UnsupportedMediaType");
    }

    @Test
    void a_body_without_content_type_is_not_supported() {
        expectStatus(doors.request().post("/validate/default"), 415, "UnsupportedMediaType");
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void another_method_is_not_allowed(Method method) {
        expectStatus(doors.request().request(method, "/validate/default"), 405, "MethodNotAllowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/validate", "/validate/", "/validate/default/more", "/convert/default", "/q/health"})
    void another_path_is_not_found(String path) {
        expectStatus(doors.post(path, creation(PLAIN)), 404, "NotFound");
    }

    @Test
    void a_broken_escape_in_the_path_is_a_bad_request() throws IOException {
        try (SSLSocket socket = doors.connect()) {
            socket.getOutputStream().write(HttpHead.post("/validate/%zz", "Content-Length: 0"));

            assertThat(HttpHead.status(socket.getInputStream())).isEqualTo(400);
        }
    }

    @Test
    void a_profile_with_a_quote_in_its_name_is_quoted() {
        Response answer = doors.post("/validate/%22%7D", creation(PLAIN));

        assertThat(answer.jsonPath().getInt("response.status.code")).isEqualTo(503);
    }

    /// A `v1.Status`, as Kubernetes clients show it.
    private static void expectStatus(Response answer, int code, String reason) {
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.jsonPath().getString("kind")).isEqualTo("Status");
        assertThat(answer.jsonPath().getInt("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("reason")).isEqualTo(reason);
        assertThat(answer.asString())
                .doesNotContain(
                        "Exception", "\\tat ", ".java", "com.fasterxml", "dev.sudosafe", "ObjectNode", "Feature")
                .doesNotContain("`");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String nested(String open, String inmost, String close) {
        return open.repeat(DEEP) + inmost + close.repeat(DEEP);
    }
}
