package dev.sudosafe.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.engine.Reviewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// A review in bytes, and its answer.
record Review(ObjectNode json) {

    static final String UID = "705ab4f5-6393-11e8-b7cc-42010a800002";

    private static final JsonMapper JSON = new JsonMapper();

    static Review of(String operation, JsonNode object, JsonNode oldObject) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "AdmissionReview").put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = json.putObject("request").put("uid", UID).put("operation", operation);
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("userInfo").put("username", "dev").putArray("groups").add("system:authenticated");
        request.set("object", object);
        request.set("oldObject", oldObject);
        return new Review(json);
    }

    ObjectNode request() {
        return (ObjectNode) json.get("request");
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The answer to a whole review.
    JsonNode answer(Reviewer reviewer, Door door) {
        try {
            return answer(reviewer, door, bytes());
        } catch (NotAReviewException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode answer(Reviewer reviewer, Door door, byte[] bytes) throws NotAReviewException {
        byte[] answer = new AdmissionService(profile -> Optional.of(reviewer))
                .review(door, "default", bytes)
                .answer();
        return parsed(answer).path("response");
    }

    static JsonNode parsed(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
