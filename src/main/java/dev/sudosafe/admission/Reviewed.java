package dev.sudosafe.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.engine.Decision;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One review and the reply to it, for its sender, metrics and logs. Texts are as the sender wrote them.
public final class Reviewed {

    private final Door door;
    private final String profile;
    private final AdmissionRequest request;
    private final Reply reply;
    private final byte[] answer;

    Reviewed(Door door, String profile, AdmissionRequest request, Reply reply, byte[] answer) {
        this.door = door;
        this.profile = profile;
        this.request = request;
        this.reply = reply;
        this.answer = answer;
    }

    public Door door() {
        return door;
    }

    /// The profile in the path, known or not.
    public String profile() {
        return profile;
    }

    public Reply reply() {
        return reply;
    }

    /// The AdmissionReview with the response, as JSON.
    public byte[] answer() {
        return answer;
    }

    public String uid() {
        return request.uid();
    }

    /// CREATE, UPDATE, DELETE or CONNECT, if the sender is an API server.
    public String operation() {
        return request.operation();
    }

    /// With its group unless that is empty, such as `Pod` or `apps/Deployment`.
    public String kind() {
        return request.kind();
    }

    /// Of the object, or of the old one when it is deleted; empty for one that has none.
    public String namespace() {
        return request.namespace();
    }

    /// What a generated name begins with, and a star, where the API server has not made the name yet.
    public String name() {
        JsonNode metadata = metadata();
        String name = metadata.path("name").asText("");
        String generated = metadata.path("generateName").asText("");
        return name.isEmpty() && !generated.isEmpty() ? generated + "*" : name;
    }

    /// The controller that makes it, such as `ReplicaSet/web-5d8`.
    public Optional<String> owner() {
        return metadata()
                .path("ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("controller").asBoolean())
                .map(owner ->
                        owner.path("kind").asText("") + "/" + owner.path("name").asText(""))
                .findFirst();
    }

    public String user() {
        return request.requester().username();
    }

    /// The one word for the reply in metrics and logs.
    public String outcome() {
        return switch (reply) {
            case Reply.Passed _ -> "admitted";
            case Reply.Refused(int code, String _, String _) -> code == 503 ? "unavailable" : "malformed";
            case Reply.Previewed preview -> admitted(preview.warnings());
            case Reply.Judged(Decision.Injected _) -> "injected";
            case Reply.Judged(Decision.Skipped _) -> "skipped";
            case Reply.Judged(Decision.Admitted admitted) -> admitted(admitted.warnings());
            case Reply.Judged(Decision.Denied _) -> "denied";
            case Reply.Judged(Decision.Malformed _) -> "malformed";
        };
    }

    /// The annotations of the API server's audit event, by name.
    public SortedMap<String, String> annotations() {
        return switch (reply) {
            case Reply.Passed _, Reply.Refused _ -> Collections.emptySortedMap();
            case Reply.Previewed preview -> preview.annotations();
            case Reply.Judged(Decision decision) -> AuditAnnotations.of(decision);
        };
    }

    private static String admitted(List<String> warnings) {
        return warnings.isEmpty() ? "admitted" : "warned";
    }

    private JsonNode metadata() {
        return (request.object().isObject() ? request.object() : request.oldObject()).path("metadata");
    }
}
