package dev.sudosafe.dryrun;

import dev.sudosafe.engine.Decision;
import dev.sudosafe.profile.Action;
import java.util.List;
import java.util.stream.Stream;

/// The judgement on one object of a file.
public sealed interface Judgement {

    /// A decision on the pod that the object is or makes.
    ///
    /// @param decision with findings on fields of the object
    record Decided(PodInFile pod, Decision.Checked decision) implements Judgement {
        @Override
        public Stream<PlacedFinding> findings(Action action) {
            return decision.findings().by(action).stream().map(pod::placed);
        }
    }

    /// No profile decides on the object.
    record Skipped(String reason) implements Judgement {}

    /// @param problems at least one
    record Unjudged(List<Problem> problems) implements Judgement {
        public Unjudged {
            problems = List.copyOf(problems);
        }
    }

    /// The findings that lead to the action.
    default Stream<PlacedFinding> findings(Action action) {
        return Stream.empty();
    }

    /// The reasons why the object could not be judged; empty if it was.
    default List<Problem> problems() {
        return List.of();
    }

    default boolean isAdmitted() {
        return this instanceof Decided(PodInFile _, Decision.Admitted _);
    }

    default boolean isDenied() {
        return this instanceof Decided(PodInFile _, Decision.Denied _);
    }

    /// The word that reports use.
    default String verdict() {
        return switch (this) {
            case Decided(PodInFile _, Decision.Admitted _) -> "admitted";
            case Decided(PodInFile _, Decision.Denied _) -> "denied";
            case Skipped _ -> "skipped";
            case Unjudged _ -> "error";
        };
    }
}
