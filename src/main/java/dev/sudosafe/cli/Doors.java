package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.engine.PodChange;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.engine.Verdict;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The doors that a new pod goes through.
enum Doors {
    /// Injection, then validation of what comes out.
    BOTH,
    /// Validation alone, of a pod as it would be stored.
    VALIDATING;

    Verdict review(Reviewer reviewer, JsonNode pod) {
        return switch (this) {
            case VALIDATING -> reviewer.validate(PodChange.create(pod));
            case BOTH ->
                switch (reviewer.mutate(new PodView(pod))) {
                    case Verdict.Admitted(var patch, var warnings, var audit) ->
                        withWarnings(warnings, reviewer.validate(PodChange.create(patch.applyTo(pod))));
                    case Verdict.Denied denied -> denied;
                    case Verdict.Malformed malformed -> malformed;
                };
        };
    }

    private static Verdict withWarnings(List<String> first, Verdict verdict) {
        List<String> all =
                Stream.concat(first.stream(), verdict.warnings().stream()).toList();
        return switch (verdict) {
            case Verdict.Admitted(var patch, var warnings, Map<String, String> audit) ->
                new Verdict.Admitted(patch, all, audit);
            case Verdict.Denied(var profile, var findings, var warnings, Map<String, String> audit) ->
                new Verdict.Denied(profile, findings, all, audit);
            case Verdict.Malformed malformed -> malformed;
        };
    }
}
