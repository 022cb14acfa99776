package dev.sudosafe.admission;

import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.engine.Verdict;
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
    /// @return an AdmissionReview with a response
    /// @throws NotAReviewException if the body is something else
    public byte[] review(Door door, String profile, byte[] body) throws NotAReviewException {
        AdmissionRequest request = ReviewParser.parse(body);
        Optional<Reviewer> found = reviewers.find(profile);
        Optional<PodTemplate> template = template(door, request);
        if (template.isPresent()) {
            return ReviewWriter.write(request.uid(), new TemplateFeedback(profile).on(template.get(), found));
        }
        return found.map(reviewer -> answer(door, reviewer, request))
                .orElseGet(() -> ReviewWriter.refuse(
                        request.uid(), new ReviewWriter.Status(503, "ServiceUnavailable", unknown(profile))));
    }

    /// What is judged of a workload, and only by the validating door: a changed template would look like drift to
    /// whoever wrote it.
    private static Optional<PodTemplate> template(Door door, AdmissionRequest request) {
        return door == Door.VALIDATE && !request.kind().equals("Pod")
                ? PodTemplate.of(request.object())
                : Optional.empty();
    }

    private static byte[] answer(Door door, Reviewer reviewer, AdmissionRequest request) {
        if (!request.kind().equals("Pod")) {
            return misdirected(request, "kind \"" + request.kind() + "\": expected Pod");
        }
        return switch (request.operation()) {
            case "CREATE" -> create(door, reviewer, request);
            case "UPDATE" -> update(door, reviewer, request);
            // No webhook entry of ours asks for these; a pod must always be deletable.
            case "DELETE", "CONNECT" -> ReviewWriter.admit(request.uid());
            default -> misdirected(request, "unknown operation \"" + request.operation() + "\"");
        };
    }

    private static byte[] create(Door door, Reviewer reviewer, AdmissionRequest request) {
        Verdict verdict = switch (door) {
            case MUTATE -> reviewer.mutate(new PodView(request.object()));
            case VALIDATE ->
                reviewer.validate(PodChange.create(request.object()).by(request.requester()));
        };
        return ReviewWriter.write(request.uid(), verdict);
    }

    /// What a pod runs with is set when it is created, so only the validating door has a say.
    private static byte[] update(Door door, Reviewer reviewer, AdmissionRequest request) {
        if (!request.oldObject().isObject()) {
            return misdirected(request, "an update without oldObject");
        }
        return switch (door) {
            case MUTATE -> ReviewWriter.admit(request.uid());
            case VALIDATE ->
                ReviewWriter.write(
                        request.uid(),
                        reviewer.validate(PodChange.update(request.oldObject(), request.object())
                                .by(request.requester())));
        };
    }

    static String unknown(String profile) {
        return UNKNOWN_PROFILE.formatted(profile);
    }

    private static byte[] misdirected(AdmissionRequest request, String problem) {
        return ReviewWriter.refuse(request.uid(), new ReviewWriter.Status(400, "BadRequest", problem));
    }
}
