package dev.sudosafe.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.engine.Verdict;
import dev.sudosafe.patch.JsonPatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes the answers.
final class ReviewWriter {

    /// The API server cuts longer warnings (endpoints/filters/warning.go).
    private static final int MAX_WARNING = 256;

    /// Of all webhooks' warnings together it sends 4096 runes and drops the rest.
    private static final int MAX_WARNINGS = 12;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFactory JSON = MAPPER.getFactory();

    private ReviewWriter() {}

    static byte[] write(String uid, Reply reply) {
        return switch (reply) {
            case Reply.Passed _ -> write(uid, response -> response.writeBooleanField("allowed", true));
            case Reply.Refused refused -> write(uid, response -> writeRefusal(response, refused));
            case Reply.Judged(Verdict verdict) ->
                write(uid, response -> {
                    writeVerdict(response, verdict);
                    writeNotes(response, verdict);
                });
        };
    }

    private interface Body {
        void write(JsonGenerator response) throws IOException;
    }

    private static byte[] write(String uid, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("kind", "AdmissionReview");
            json.writeStringField("apiVersion", "admission.k8s.io/v1");
            json.writeObjectFieldStart("response");
            json.writeStringField("uid", uid);
            body.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeVerdict(JsonGenerator response, Verdict verdict) throws IOException {
        switch (verdict) {
            case Verdict.Admitted admitted -> {
                response.writeBooleanField("allowed", true);
                writePatch(response, admitted.patch());
            }
            case Verdict.Denied denied -> writeRefusal(response, new Reply.Refused(403, "Forbidden", denied.message()));
            case Verdict.Malformed malformed ->
                writeRefusal(response, new Reply.Refused(400, "BadRequest", malformed.message()));
        }
    }

    private static void writePatch(JsonGenerator response, JsonPatch patch) throws IOException {
        if (!patch.isEmpty()) {
            response.writeStringField("patchType", "JSONPatch");
            response.writeBinaryField("patch", MAPPER.writeValueAsBytes(patch.toJson()));
        }
    }

    private static void writeRefusal(JsonGenerator response, Reply.Refused refused) throws IOException {
        response.writeBooleanField("allowed", false);
        response.writeObjectFieldStart("status");
        response.writeNumberField("code", refused.code());
        response.writeStringField("reason", refused.reason());
        response.writeStringField("message", refused.message());
        response.writeEndObject();
    }

    private static void writeNotes(JsonGenerator response, Verdict verdict) throws IOException {
        List<String> warnings = few(verdict.warnings());
        if (!warnings.isEmpty()) {
            response.writeArrayFieldStart("warnings");
            for (String warning : warnings) {
                response.writeString(shortened(warning));
            }
            response.writeEndArray();
        }
        response.writeObjectFieldStart("auditAnnotations");
        for (Map.Entry<String, String> note : new TreeMap<>(verdict.audit()).entrySet()) {
            response.writeStringField(note.getKey(), note.getValue());
        }
        response.writeEndObject();
    }

    private static List<String> few(List<String> warnings) {
        int shown = MAX_WARNINGS - 1;
        return warnings.size() <= MAX_WARNINGS
                ? warnings
                : Stream.concat(warnings.stream().limit(shown), Stream.of("and " + (warnings.size() - shown) + " more"))
                        .toList();
    }

    private static String shortened(String warning) {
        return warning.codePointCount(0, warning.length()) <= MAX_WARNING
                ? warning
                : warning.substring(0, warning.offsetByCodePoints(0, MAX_WARNING - 1)) + "…";
    }
}
