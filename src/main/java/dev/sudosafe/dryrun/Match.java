package dev.sudosafe.dryrun;

import java.util.stream.Stream;

/// Whether a selector matches labels of which some may be unknown.
enum Match {
    YES,
    NO,
    UNKNOWN;

    static Match of(boolean matches) {
        return matches ? YES : NO;
    }

    /// Of requirements that must all hold.
    static Match all(Stream<Match> requirements) {
        return requirements.reduce(YES, (a, b) -> a == NO || b == NO ? NO : a == YES ? b : a);
    }

    /// The answer that does not depend on which of the possibilities is true.
    static Match agreed(Stream<Match> possibilities) {
        return possibilities.reduce((a, b) -> a == b ? a : UNKNOWN).orElse(UNKNOWN);
    }
}
