package dev.sudosafe.cli;

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

    /// The answer, of fields where they stand in the file.
    Verdict review(Reviewer reviewer, PodInFile pod) {
        Verdict verdict = switch (this) {
            case VALIDATING -> reviewer.validate(PodChange.create(pod.json()));
            case BOTH -> reviewer.create(new PodView(pod.json()));
        };
        return verdict.in(pod.field());
    }
}
