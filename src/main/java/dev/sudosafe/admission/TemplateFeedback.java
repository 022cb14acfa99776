package dev.sudosafe.admission;

import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodTemplate;
import dev.sudosafe.pod.PodView;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Tells the author of a workload what would happen to its pods; the refusal of a pod reaches only a controller. It is
/// never a refusal itself: other webhooks may still change those pods before they are reviewed.
record TemplateFeedback(String profile) {

    private static final Reply.Previewed NONE = new Reply.Previewed(List.of(), Collections.emptySortedMap());

    /// @param reviewer of the profile, if the process knows it
    Reply.Previewed on(PodTemplate template, Optional<Reviewer> reviewer) {
        return reviewer.map(known -> on(template, known))
                .orElseGet(() -> preview("refused", List.of(AdmissionService.unknown(profile)), new TreeMap<>()));
    }

    private Reply.Previewed on(PodTemplate template, Reviewer reviewer) {
        PodView pod = new PodView(template.pod());
        return reviewer.selects(pod) ? of(reviewer.create(pod), template.field()) : NONE;
    }

    private Reply.Previewed of(Decision.Validated decision, Field origin) {
        SortedMap<String, String> annotations = AuditAnnotations.of(decision);
        return switch (decision) {
            case Decision.Admitted admitted -> {
                List<String> warnings = admitted.relocatedTo(origin).warnings();
                yield preview(warnings.isEmpty() ? "admitted" : "admitted with warnings", warnings, annotations);
            }
            case Decision.Denied denied -> {
                Decision.Denied relocated = denied.relocatedTo(origin);
                Stream<String> findings = Finding.messages(relocated.findings().denied()).stream();
                yield preview(
                        "refused",
                        Stream.concat(findings, relocated.warnings().stream()).toList(),
                        annotations);
            }
            case Decision.Malformed malformed -> preview("refused", List.of(malformed.message()), annotations);
        };
    }

    /// @param fate of the pods
    private Reply.Previewed preview(String fate, List<String> reasons, SortedMap<String, String> annotations) {
        String title = "pods of this template would be %s by sudosafe profile \"%s\":".formatted(fate, profile);
        annotations.put("profile", profile);
        annotations.put("verdict", "pods would be " + fate);
        return new Reply.Previewed(
                reasons.isEmpty()
                        ? List.of()
                        : Stream.concat(Stream.of(title), reasons.stream()).toList(),
                annotations);
    }
}
