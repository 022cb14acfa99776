package dev.sudosafe.admission;

import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.engine.Verdict;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodTemplate;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the author of a workload is told of its pods to come, while looking; the refusal of a pod reaches a controller
/// only. Never a refusal itself: others may still change those pods before they come to the doors.
record TemplateFeedback(String profile) {

    private static final Verdict NOTHING =
            new Verdict.Admitted(JsonPatch.EMPTY, List.of(), List.of(), List.of(), Map.of());

    /// @param reviewer of the profile, if the process knows it
    Verdict on(PodTemplate template, Optional<Reviewer> reviewer) {
        return reviewer.map(known -> known.selects(new PodView(template.pod())) ? of(known.preview(template)) : NOTHING)
                .orElseGet(() -> say("refused", List.of(AdmissionService.unknown(profile)), Map.of()));
    }

    private Verdict of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted admitted -> {
                List<String> warnings = admitted.warnings();
                yield say(warnings.isEmpty() ? "admitted" : "admitted with warnings", warnings, admitted.audit());
            }
            case Verdict.Denied denied -> {
                Stream<String> findings = Finding.messages(denied.findings()).stream();
                yield say(
                        "refused",
                        Stream.concat(findings, denied.warnings().stream()).toList(),
                        denied.audit());
            }
            case Verdict.Malformed malformed -> say("refused", List.of(malformed.message()), malformed.audit());
        };
    }

    /// @param fate of the pods
    private Verdict say(String fate, List<String> reasons, Map<String, String> audit) {
        String title = "pods of this template would be %s by sudosafe profile \"%s\":".formatted(fate, profile);
        Map<String, String> details = new TreeMap<>(audit);
        details.put("profile", profile);
        details.put("verdict", "pods would be " + fate);
        return new Verdict.Admitted(
                JsonPatch.EMPTY,
                reasons.isEmpty()
                        ? List.of()
                        : Stream.concat(Stream.of(title), reasons.stream()).toList(),
                List.of(),
                List.of(),
                details);
    }
}
