package dev.sudosafe.dryrun;

import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodChange;

/// The doors that a new pod goes through.
public enum Doors {
    /// Injection, then validation of what comes out.
    BOTH,
    /// Validation alone, of a pod as it would be stored.
    VALIDATING;

    Decision.Validated review(Reviewer reviewer, PodInFile pod) {
        return switch (this) {
            case VALIDATING -> reviewer.validate(PodChange.create(pod.view()));
            case BOTH -> reviewer.create(pod.view());
        };
    }
}
