package dev.sudosafe.admission;

import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodTemplate;
import dev.sudosafe.pod.PodView;
import java.util.Optional;

/// The two doors as functions of bytes.
public final class AdmissionService {

    /// How long a mounted file may lag behind the webhook entry that names its profile: the kubelet's sync period.
    private static final String UNKNOWN_PROFILE =
            "profile \"%s\" is not known here: its file is mounted up to a minute after its webhook entry, or is refused"
                    + " as /q/health/ready shows; create the pod again then";

    private final Reviewers reviewers;

    public AdmissionService(Reviewers reviewers) {
        this.reviewers = reviewers;
    }

    /// Where the reviewer of a profile is found, by the profile's name.
    public interface Reviewers {
        Optional<Reviewer> find(String profile);
    }

    /// Which door a review came to.
    public enum Door {
        MUTATE,
        VALIDATE
    }

    /// @param body an AdmissionReview with a request
    /// @throws NotAReviewException if the body is something else
    public Reviewed review(Door door, String profile, byte[] body) throws NotAReviewException {
        AdmissionRequest request = ReviewParser.parse(body);
        Reply reply = reply(door, profile, request);
        return new Reviewed(door, profile, request, reply, ReviewWriter.write(request.uid(), reply));
    }

    private Reply reply(Door door, String profile, AdmissionRequest request) {
        Optional<Reviewer> found = reviewers.find(profile);
        Optional<PodTemplate> template = template(door, request);
        if (template.isPresent()) {
            return new TemplateFeedback(profile).on(template.get(), found);
        }
        return found.map(reviewer -> reply(door, reviewer, request))
                .orElseGet(() -> new Reply.Refused(503, "ServiceUnavailable", unknown(profile)));
    }

    /// What is judged of a workload, and only by the validating door: a changed template would look like drift to
    /// whoever wrote it.
    private static Optional<PodTemplate> template(Door door, AdmissionRequest request) {
        return door == Door.VALIDATE && !request.kind().equals("Pod")
                ? PodTemplate.of(request.object())
                : Optional.empty();
    }

    private static Reply reply(Door door, Reviewer reviewer, AdmissionRequest request) {
        if (!request.kind().equals("Pod")) {
            return misdirected("kind \"" + request.kind() + "\": expected Pod");
        }
        return switch (request.operation()) {
            case "CREATE" -> create(door, reviewer, request);
            case "UPDATE" -> update(door, reviewer, request);
            // No webhook entry of ours asks for these; a pod must always be deletable.
            case "DELETE", "CONNECT" -> Reply.PASSED;
            default -> misdirected("unknown operation \"" + request.operation() + "\"");
        };
    }

    private static Reply create(Door door, Reviewer reviewer, AdmissionRequest request) {
        Decision decision = switch (door) {
            case MUTATE -> reviewer.mutate(new PodView(request.object()));
            case VALIDATE ->
                reviewer.validate(PodChange.create(request.object()).by(request.requester()));
        };
        return new Reply.Judged(decision);
    }

    /// What a pod runs with is set when it is created, so only the validating door has a say.
    private static Reply update(Door door, Reviewer reviewer, AdmissionRequest request) {
        if (!request.oldObject().isObject()) {
            return misdirected("an update without oldObject");
        }
        return switch (door) {
            case MUTATE -> Reply.PASSED;
            case VALIDATE ->
                new Reply.Judged(reviewer.validate(
                        PodChange.update(request.oldObject(), request.object()).by(request.requester())));
        };
    }

    static String unknown(String profile) {
        return UNKNOWN_PROFILE.formatted(profile);
    }

    private static Reply misdirected(String problem) {
        return new Reply.Refused(400, "BadRequest", problem);
    }
}
