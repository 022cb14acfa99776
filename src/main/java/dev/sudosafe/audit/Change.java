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

    /// Empty when it stays as it is, or when one of both could not be told.
    static Optional<Change> between(Outcome today, Outcome then) {
        return switch (today.judgement()) {
            case Judgement.Admitted admitted -> fromAdmitted(today, then);
            case Judgement.Denied denied -> fromDenied(then);
            case Judgement.Skipped skipped -> fromSkipped(then);
            case Judgement.Unjudged unjudged -> Optional.empty();
        };
    }

    private static Optional<Change> fromAdmitted(Outcome today, Outcome then) {
        return switch (then.judgement()) {
            case Judgement.Admitted same ->
                isolation(today).equals(isolation(then)) ? Optional.empty() : Optional.of(ISOLATION_CHANGED);
            case Judgement.Denied denied -> Optional.of(NEWLY_DENIED);
            case Judgement.Skipped skipped -> Optional.of(NO_LONGER_SELECTED);
            case Judgement.Unjudged unjudged -> Optional.empty();
        };
    }

    private static Optional<Change> fromDenied(Outcome then) {
        return switch (then.judgement()) {
            case Judgement.Admitted admitted -> Optional.of(NEWLY_ADMITTED);
            case Judgement.Skipped skipped -> Optional.of(NO_LONGER_SELECTED);
            case Judgement.Denied same -> Optional.empty();
            case Judgement.Unjudged unjudged -> Optional.empty();
        };
    }

    private static Optional<Change> fromSkipped(Outcome then) {
        return switch (then.judgement()) {
            case Judgement.Admitted admitted -> Optional.of(NEWLY_SELECTED);
            case Judgement.Denied denied -> Optional.of(NEWLY_DENIED);
            case Judgement.Skipped same -> Optional.empty();
            case Judgement.Unjudged unjudged -> Optional.empty();
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
