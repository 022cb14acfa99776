package dev.sudosafe.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.pod.Requester;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads `admission.k8s.io/v1` AdmissionReviews as JSON trees.
final class ReviewParser {

    private static final String API_VERSION = "admission.k8s.io/v1";
    private static final String KIND = "AdmissionReview";

    /// Jackson's words on its own settings, in which they are off by default, mean nothing to the caller.
    private static final Pattern JARGON = Pattern.compile("(?:, from `| for `| \\(of type ).*?(?=\\)?$)");

    private ReviewParser() {}

    /// @throws NotAReviewException for anything but an AdmissionReview with a request
    static AdmissionRequest parse(byte[] body) throws NotAReviewException {
        JsonNode review = tree(body);
        if (review.isMissingNode()) {
            throw new NotAReviewException("not JSON: the body is empty");
        }
        require(review, "apiVersion", API_VERSION);
        require(review, "kind", KIND);
        JsonNode request = review.path("request");
        if (!request.isObject()) {
            throw new NotAReviewException("request: expected an object");
        }
        return new AdmissionRequest(
                text(request, "uid"),
                text(request, "operation"),
                kind(request.path("kind")),
                request.path("namespace").asText(""),
                request.path("object"),
                request.path("oldObject"),
                requester(request.path("userInfo")));
    }

    private static Requester requester(JsonNode userInfo) {
        Set<String> groups =
                userInfo.path("groups").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        return new Requester(userInfo.path("username").asText(""), groups);
    }

    private static JsonNode tree(byte[] body) throws NotAReviewException {
        try {
            return PrunedTree.read(body);
        } catch (JsonProcessingException e) {
            throw new NotAReviewException("not JSON: " + problem(e));
        } catch (IOException e) {
            throw new NotAReviewException("not JSON: " + e.getMessage());
        }
    }

    /// Jackson's location shows a part of the source, which may hold a secret of the pod's; so only line and column.
    private static String problem(JsonProcessingException e) {
        String problem = JARGON.matcher(e.getOriginalMessage()).replaceAll("");
        return Optional.ofNullable(e.getLocation())
                .map(at -> "%s at line %d, column %d".formatted(problem, at.getLineNr(), at.getColumnNr()))
                .orElse(problem);
    }

    private static void require(JsonNode review, String field, String expected) throws NotAReviewException {
        if (!review.path(field).asText().equals(expected)) {
            throw new NotAReviewException("%s: expected %s".formatted(field, expected));
        }
    }

    private static String text(JsonNode request, String field) throws NotAReviewException {
        JsonNode value = request.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new NotAReviewException("request.%s: expected a string".formatted(field));
        }
        return value.textValue();
    }

    private static String kind(JsonNode kind) {
        String group = kind.path("group").asText("");
        return (group.isEmpty() ? "" : group + "/") + kind.path("kind").asText("");
    }
}
