package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.engine.Verdict;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;

/// The doors that a new pod goes through.
enum Doors {
    /// Injection, then validation of what comes out.
    BOTH,
    /// Validation alone, of a pod as it would be stored.
    VALIDATING;

    Verdict review(Reviewer reviewer, JsonNode pod) {
        return switch (this) {
            case VALIDATING -> reviewer.validate(PodChange.create(pod));
            case BOTH -> reviewer.create(new PodView(pod));
        };
    }
}
