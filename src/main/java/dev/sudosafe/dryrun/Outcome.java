package dev.sudosafe.dryrun;

import dev.sudosafe.engine.Decision;
import dev.sudosafe.profile.Isolation;
import java.util.Optional;

/// An object and the judgement on it: one line of the text report, one element of the JSON report.
///
/// @param injected the pod that the object is or makes; empty unless exactly one profile decides on it
public record Outcome(Origin origin, Judgement judgement, Optional<InjectedPod> injected) {

    static Outcome of(Origin origin, Judgement judgement) {
        return new Outcome(origin, judgement, Optional.empty());
    }

    /// The isolation that the pod has after injection.
    public Optional<Isolation> isolation() {
        return judgement instanceof Judgement.Decided(PodInFile _, Decision.Checked decision)
                ? decision.isolation()
                : Optional.empty();
    }
}
