package dev.sudosafe.audit;

import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.dryrun.PodInFile;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.profile.Isolation;
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
        if (!today.judgement().problems().isEmpty()) {
            return Optional.empty();
        }
        return switch (then.judgement()) {
            case Judgement.Decided(PodInFile _, Decision.Admitted _) -> toAdmitted(today, then);
            case Judgement.Decided(PodInFile _, Decision.Denied _)
            when today.judgement().isDenied() -> Optional.empty();
            case Judgement.Decided(PodInFile _, Decision.Denied _) -> Optional.of(NEWLY_DENIED);
            case Judgement.Skipped _ when today.judgement() instanceof Judgement.Skipped -> Optional.empty();
            case Judgement.Skipped _ -> Optional.of(NO_LONGER_SELECTED);
            case Judgement.Unjudged _ -> Optional.empty();
        };
    }

    private static Optional<Change> toAdmitted(Outcome today, Outcome then) {
        if (today.judgement().isDenied()) {
            return Optional.of(NEWLY_ADMITTED);
        }
        if (!today.judgement().isAdmitted()) {
            return Optional.of(NEWLY_SELECTED);
        }
        return kind(today).equals(kind(then)) ? Optional.empty() : Optional.of(ISOLATION_CHANGED);
    }

    private static Optional<String> kind(Outcome outcome) {
        return outcome.isolation().map(Isolation::kind);
    }

    @Override
    public String toString() {
        return text;
    }
}
