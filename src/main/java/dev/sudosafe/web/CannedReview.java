package dev.sudosafe.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/// The smallest pod, sent through both doors of a profile: what the mutating door makes of it must pass the
/// validating one. And a larger one, for the warm-up.
final class CannedReview {

    /// Of this process alone, so that its review is told from those of API servers.
    static final String UID = UUID.randomUUID().toString();

    private static final JsonMapper JSON = new JsonMapper();

    private CannedReview() {}

    /// The review that the API server would send for it.
    static ObjectNode review() {
        return review(pod());
    }

    /// One of a workspace as platforms make them, for the warm-up.
    static ObjectNode workspace() {
        try (InputStream in = CannedReview.class.getResourceAsStream("workspace.json")) {
            return review((ObjectNode) JSON.readTree(requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same as the mutating door leaves it.
    static ObjectNode mutatedWorkspace(Reviewer reviewer) {
        ObjectNode review = workspace();
        PodView pod = new PodView(review.at("/request/object"));
        review.withObject("/request")
                .set("object", reviewer.offline().create(pod).patch().applyTo(pod.json()));
        return review;
    }

    private static ObjectNode review(ObjectNode pod) {
        ObjectNode review = JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.put("kind", "AdmissionReview").putObject("request");
        request.put("uid", UID).put("operation", "CREATE");
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.set("object", pod);
        return review;
    }

    /// What goes wrong with it; empty if all is well. That no node could run it is no fault of the doors.
    static Optional<String> failure(Reviewer reviewer) {
        return switch (reviewer.offline().create(new PodView(pod()))) {
            case Decision.Admitted _ -> Optional.empty();
            case Decision.Denied denied -> Optional.of(denied.message());
            case Decision.Malformed malformed -> Optional.of(malformed.message());
        };
    }

    private static ObjectNode pod() {
        ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "readiness");
        pod.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "workspace")
                .put("image", "workspace");
        return pod;
    }
}
