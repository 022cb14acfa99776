package dev.sudosafe.audit;

import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.Outcome;
import java.util.Optional;

/// What a change of profiles does to an object.
public enum Change {
    NEWLY_DENIED("NewlyDenied"),
    NEWLY_ADMITTED("NewlyAdmitted"),
    /// By a profile that admits it.
    NEWLY_SELECTED("NewlySelected"),
    NO_LONGER_SELECTED("NoLongerSelected"),
    ISOLATION_CHANGED("IsolationChanged");

    private final String text;

    Change(String text) {
        this.text = text;
    }

    /// Empty when it stays as it is.
    static Optional<Change> between(Outcome today, Outcome then) {
        if (then.judgement() instanceof Judgement.Denied) {
            return today.judgement() instanceof Judgement.Denied ? Optional.empty() : Optional.of(NEWLY_DENIED);
        }
        if (then.judgement() instanceof Judgement.Skipped) {
            return today.judgement() instanceof Judgement.Skipped ? Optional.empty() : Optional.of(NO_LONGER_SELECTED);
        }
        return switch (today.judgement()) {
            case Judgement.Denied denied -> Optional.of(NEWLY_ADMITTED);
            case Judgement.Skipped skipped -> Optional.of(NEWLY_SELECTED);
            default -> isolation(today).equals(isolation(then)) ? Optional.empty() : Optional.of(ISOLATION_CHANGED);
        };
    }

    private static Optional<String> isolation(Outcome outcome) {
        return outcome.injected().flatMap(pod -> pod.isolation());
    }

    @Override
    public String toString() {
        return text;
    }
}
