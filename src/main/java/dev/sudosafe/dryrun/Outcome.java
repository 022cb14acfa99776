package dev.sudosafe.dryrun;

import java.util.List;
import java.util.Optional;

/// An object and what is said of it: one line of the text report, one element of the JSON one.
///
/// @param injected the pod that the object is or makes; empty if no door saw it
/// @param doubts the findings that only warn, which the judgement's warnings tell as texts
public record Outcome(Origin origin, Judgement judgement, Optional<InjectedPod> injected, List<PlacedFinding> doubts) {
    public Outcome {
        doubts = List.copyOf(doubts);
    }

    static Outcome of(Origin origin, Judgement judgement) {
        return new Outcome(origin, judgement, Optional.empty(), List.of());
    }
}
