package dev.sudosafe.audit;

import dev.sudosafe.dryrun.Outcome;
import java.util.Optional;

/// One object of the cluster, judged twice.
///
/// @param today by the profiles in force
/// @param then by those that may be installed
public record Comparison(Outcome today, Outcome then) {

    /// Empty when it stays as it is.
    public Optional<Change> change() {
        return Change.between(today, then);
    }
}
