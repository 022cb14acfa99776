package dev.sudosafe.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewParserTest {

    @Test
    void a_review_has_a_uid_an_operation_and_objects() throws NotAReviewException {
        AdmissionRequest request = parse("""
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "7",
                 "operation": "UPDATE", "kind": {"group": "", "kind": "Pod"}, "object": {"a": 1}, "oldObject": {"b": 2}}}""");

        assertThat(request.uid()).isEqualTo("7");
        assertThat(request.operation()).isEqualTo("UPDATE");
        assertThat(request.object().path("a").intValue()).isEqualTo(1);
        assertThat(request.oldObject().path("b").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"group\": \"\", \"version\": \"v1\", \"kind\": \"Pod\"}', Pod",
        "'{\"version\": \"v1\", \"kind\": \"Pod\"}', Pod",
        "'{\"group\": \"apps\", \"version\": \"v1\", \"kind\": \"Deployment\"}', apps/Deployment",
        "'{\"group\": null, \"kind\": null}', ''",
        "'null', ''"
    })
    void a_kind_has_its_group(String kind, String expected) throws NotAReviewException {
        assertThat(parse(review("\"uid\": \"7\", \"operation\": \"CREATE\", \"kind\": " + kind))
                        .kind())
                .isEqualTo(expected);
    }

    @Test
    void a_request_without_objects_has_missing_ones() throws NotAReviewException {
        AdmissionRequest request = parse(review("\"uid\": \"7\", \"operation\": \"DELETE\""));

        assertThat(request.object().isMissingNode()).isTrue();
        assertThat(request.oldObject().isMissingNode()).isTrue();
    }

    static Stream<Arguments> noReviews() {
        return Stream.of(
                argumentSet("empty", "", "not JSON: the body is empty"),
                argumentSet("blank", " \n ", "not JSON: the body is empty"),
                argumentSet("two documents", "{} {}", "not JSON: Trailing token at line 1, column 4"),
                argumentSet("a key twice", "{\"a\":1,\n\"a\":2}", "not JSON: Duplicate field 'a' at line 2, column 5"),
                argumentSet(
                        "too deep",
                        "[".repeat(501),
                        "not JSON: Document nesting depth (501) exceeds the maximum allowed (500)"),
                argumentSet("no apiVersion", "{}", "apiVersion: expected admission.k8s.io/v1"),
                argumentSet(
                        "another kind",
                        "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"Pod\", \"request\": {}}",
                        "kind: expected AdmissionReview"),
                argumentSet(
                        "a number as operation",
                        review("\"uid\": \"7\", \"operation\": 1"),
                        "request.operation: expected a string"),
                argumentSet("an empty uid", review("\"uid\": \"\""), "request.uid: expected a string"));
    }

    @ParameterizedTest
    @MethodSource("noReviews")
    void what_is_no_review_is_refused_in_plain_words(String body, String problem) {
        assertThatExceptionOfType(NotAReviewException.class)
                .isThrownBy(() -> parse(body))
                .withMessage(problem);
    }

    @Test
    void what_stands_around_a_mistake_is_not_shown() {
        assertThatExceptionOfType(NotAReviewException.class)
                .isThrownBy(() -> parse("{\"password\": \"hunter2\", \"a\" }"))
                .withMessageNotContaining("hunter2")
                .withMessageEndingWith("at line 1, column 29");
    }

    private static AdmissionRequest parse(String body) throws NotAReviewException {
        return ReviewParser.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String review(String request) {
        return "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": {%s}}"
                .formatted(request);
    }
}
