package dev.sudosafe.dryrun;

import java.util.Optional;

/// An object and what is said of it: one line of the text report, one element of the JSON one.
///
/// @param injected the pod that the object is or makes; empty if no door saw it
public record Outcome(Origin origin, Judgement judgement, Optional<InjectedPod> injected) {

    static Outcome of(Origin origin, Judgement judgement) {
        return new Outcome(origin, judgement, Optional.empty());
    }
}
