package dev.sudosafe.dryrun;

import dev.sudosafe.engine.Creation;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;

/// The doors that a new pod goes through.
public enum Doors {
    /// Injection, then validation of what comes out.
    BOTH,
    /// Validation alone, of a pod as it would be stored.
    VALIDATING;

    /// The answer, of fields where they stand in the file.
    Creation review(Reviewer reviewer, PodInFile pod) {
        Creation creation = switch (this) {
            case VALIDATING -> new Creation(JsonPatch.EMPTY, reviewer.validate(PodChange.create(pod.json())));
            case BOTH -> reviewer.create(new PodView(pod.json()));
        };
        return creation.in(pod.field());
    }
}
