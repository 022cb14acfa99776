package dev.sudosafe.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sudosafe.check.Checks;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.patch.PatchOp;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void an_admission_without_patch_has_no_patch_type() throws IOException {
        JsonNode response = write(admitted(JsonPatch.EMPTY));

        assertThat(response).isEqualTo(JSON.readTree("""
                {"uid": "7", "allowed": true, "auditAnnotations": {"profile": "default", "verdict": "admitted"}}"""));
    }

    @Test
    void a_patch_is_written_in_base64() throws IOException {
        JsonPatch patch =
                new JsonPatch(List.of(new PatchOp.Add(JsonPointer.compile("/spec/hostUsers"), BooleanNode.FALSE)));

        JsonNode response = write(admitted(patch));

        assertThat(response.path("patchType").asText()).isEqualTo("JSONPatch");
        assertThat(JSON.readTree(response.path("patch").binaryValue())).isEqualTo(JSON.readTree("""
                [{"op": "add", "path": "/spec/hostUsers", "value": false}]"""));
    }

    @Test
    void a_malformed_pod_is_a_bad_request() throws IOException {
        JsonNode response = write(malformed("spec"));

        assertThat(response.path("allowed").booleanValue()).isFalse();
        assertThat(response.path("status")).isEqualTo(JSON.readTree("""
                {"code": 400, "reason": "BadRequest",
                 "message": "malformed pod: spec: expected an object, found a string"}"""));
    }

    @Test
    void a_warning_of_256_runes_is_left_as_it_is() throws IOException {
        assertThat(warning("𝄞".repeat(256))).isEqualTo("𝄞".repeat(256));
    }

    @Test
    void a_longer_warning_ends_in_an_ellipsis_and_splits_no_rune() throws IOException {
        assertThat(warning("𝄞".repeat(257))).isEqualTo("𝄞".repeat(255) + "…");
    }

    @Test
    void what_a_name_holds_is_escaped() throws IOException {
        JsonNode review =
                JSON.readTree(ReviewWriter.write("\"}", new Reply.Refused(503, "ServiceUnavailable", "\"\n")));

        assertThat(review.at("/response/uid").asText()).isEqualTo("\"}");
        assertThat(review.at("/response/status/message").asText()).isEqualTo("\"\n");
    }

    @Test
    void twelve_warnings_are_written() throws IOException {
        assertThat(warnings(12).path("warnings")).hasSize(12).last().hasToString("\"11\"");
    }

    @Test
    void of_more_warnings_eleven_are_written_and_the_others_counted() throws IOException {
        assertThat(warnings(13).path("warnings")).hasSize(12).last().hasToString("\"and 2 more\"");
    }

    private static JsonNode warnings(int count) throws IOException {
        String[] texts = IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
        return write(admitted(JsonPatch.EMPTY, texts));
    }

    @Test
    void an_admission_is_a_whole_review_with_warnings_and_notes() {
        assertThat(text(admitted(JsonPatch.EMPTY, "mind this")))
                .isEqualTo(
                        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"response\":{\"uid\":\"7\","
                                + "\"allowed\":true,\"warnings\":[\"mind this\"],\"auditAnnotations\":{"
                                + "\"profile\":\"default\",\"verdict\":\"admitted\"}}}");
    }

    @Test
    void a_denial_is_a_whole_review_with_status_warnings_and_notes() {
        Finding finding = Checks.docs()
                .getFirst()
                .finding(Field.root(TextNode.valueOf("x")).at("a"), "x");
        assertThat(text(new Decision.Denied(
                        "default",
                        Optional.empty(),
                        new Findings(List.of(finding), List.of(), List.of()),
                        JsonPatch.EMPTY,
                        List.of("mind this"))))
                .startsWith(
                        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"response\":{\"uid\":\"7\","
                                + "\"allowed\":false,\"status\":{\"code\":403,\"reason\":\"Forbidden\",\"message\":\"denied by")
                .endsWith("\"},\"warnings\":[\"mind this\"],\"auditAnnotations\":{\"deny\":\"" + finding.reason()
                        + "\",\"profile\":\"default\",\"verdict\":\"denied\"}}}");
    }

    @Test
    void a_malformed_pod_is_a_whole_review_with_status_and_notes() {
        assertThat(text(malformed("x")))
                .endsWith(
                        "\"allowed\":false,\"status\":{\"code\":400,\"reason\":\"BadRequest\",\"message\":\"malformed pod:"
                                + " x: expected an object, found a string\"},\"auditAnnotations\":{\"verdict\":\"malformed\"}}}");
    }

    private static String text(Decision decision) {
        return new String(ReviewWriter.write("7", new Reply.Judged(decision)), StandardCharsets.UTF_8);
    }

    private static String warning(String text) throws IOException {
        return write(admitted(JsonPatch.EMPTY, text)).at("/warnings/0").asText();
    }

    private static JsonNode write(Decision decision) throws IOException {
        return JSON.readTree(ReviewWriter.write("7", new Reply.Judged(decision)))
                .path("response");
    }

    private static Decision admitted(JsonPatch patch, String... notices) {
        return new Decision.Admitted("default", Optional.empty(), Findings.NONE, patch, List.of(notices));
    }

    private static Decision malformed(String field) {
        return new Decision.Malformed(List.of(
                new PodShape.Misfit(Field.root(TextNode.valueOf("x")).at(field).path(), "an object", "a string")));
    }
}
