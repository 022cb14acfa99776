package dev.sudosafe.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.patch.JsonPatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Writes the answers.
final class ReviewWriter {

    /// The API server cuts longer warnings (endpoints/filters/warning.go).
    private static final int MAX_WARNING = 256;

    /// Of all webhooks' warnings together it sends 4096 runes and drops the rest.
    private static final int MAX_WARNINGS = 12;

    /// In bytes: an answer without a patch, and the patch of a pod that gets the docker sidecar.
    private static final int FEW = 1024;

    private static final int MUCH = 4096;

    private static final JsonFactory JSON = new JsonMapper().getFactory();

    private ReviewWriter() {}

    static byte[] write(String uid, Reply reply) {
        return switch (reply) {
            case Reply.Passed _ -> write(uid, ReviewWriter::writeAdmission);
            case Reply.Refused refused -> write(uid, response -> writeRefusal(response, refused));
            case Reply.Previewed(List<String> warnings, SortedMap<String, String> annotations) ->
                write(uid, response -> {
                    writeAdmission(response);
                    writeWarnings(response, warnings);
                    writeAnnotations(response, annotations);
                });
            case Reply.Judged(Decision decision) -> {
                // Before the answer is begun, as Jackson has one buffer a thread, and a second writer makes another.
                byte[] patch = bytes(decision.patch());
                yield write(uid, patch.length * 4 / 3, response -> {
                    writeDecision(response, decision, patch);
                    writeWarnings(response, decision.warnings());
                    writeAnnotations(response, AuditAnnotations.of(decision));
                });
            }
        };
    }

    private interface Body {
        void write(JsonGenerator response) throws IOException;
    }

    private static byte[] write(String uid, Body body) {
        return write(uid, 0, body);
    }

    /// @param more bytes than the few that most answers have
    private static byte[] write(String uid, int more, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FEW + more);
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

    private static void writeDecision(JsonGenerator response, Decision decision, byte[] patch) throws IOException {
        switch (decision) {
            case Decision.Injected _, Decision.Skipped _, Decision.Admitted _ -> {
                writeAdmission(response);
                writePatch(response, patch);
            }
            case Decision.Denied denied ->
                writeRefusal(response, new Reply.Refused(403, "Forbidden", denied.message()));
            case Decision.Malformed malformed ->
                writeRefusal(response, new Reply.Refused(400, "BadRequest", malformed.message()));
        }
    }

    private static void writeAdmission(JsonGenerator response) throws IOException {
        response.writeBooleanField("allowed", true);
    }

    private static void writePatch(JsonGenerator response, byte[] patch) throws IOException {
        if (patch.length > 0) {
            response.writeStringField("patchType", "JSONPatch");
            response.writeBinaryField("patch", patch);
        }
    }

    /// Empty if there is nothing to patch.
    private static byte[] bytes(JsonPatch patch) {
        if (patch.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MUCH);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeTree(patch.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeRefusal(JsonGenerator response, Reply.Refused refused) throws IOException {
        response.writeBooleanField("allowed", false);
        response.writeObjectFieldStart("status");
        response.writeNumberField("code", refused.code());
        response.writeStringField("reason", refused.reason());
        response.writeStringField("message", refused.message());
        response.writeEndObject();
    }

    private static void writeWarnings(JsonGenerator response, List<String> warnings) throws IOException {
        if (!warnings.isEmpty()) {
            response.writeArrayFieldStart("warnings");
            for (String warning : few(warnings)) {
                response.writeString(shortened(warning));
            }
            response.writeEndArray();
        }
    }

    private static void writeAnnotations(JsonGenerator response, SortedMap<String, String> annotations)
            throws IOException {
        response.writeObjectFieldStart("auditAnnotations");
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            response.writeStringField(annotation.getKey(), annotation.getValue());
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
