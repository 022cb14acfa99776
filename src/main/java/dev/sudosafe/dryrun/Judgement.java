package dev.sudosafe.dryrun;

import dev.sudosafe.check.Finding;
import java.util.List;
import java.util.stream.Stream;

/// What is to be said of one object.
public sealed interface Judgement {

    /// @param profile names the one that judged
    record Admitted(String profile, List<String> warnings) implements Judgement {
        public Admitted {
            warnings = List.copyOf(warnings);
        }
    }

    /// @param profile names the one that judged, or those that all select the pod
    /// @param findings at least one
    record Denied(String profile, List<String> warnings, List<PlacedFinding> findings) implements Judgement {
        public Denied {
            warnings = List.copyOf(warnings);
            findings = List.copyOf(findings);
        }

        /// The findings without their places.
        public Stream<Finding> causes() {
            return findings.stream().map(PlacedFinding::finding);
        }

        /// The ids of the checks that deny it, each once.
        public Stream<String> checks() {
            return causes().map(finding -> finding.check().id()).distinct();
        }
    }

    record Skipped(String reason) implements Judgement {}

    /// @param problems at least one
    record Unjudged(List<Problem> problems) implements Judgement {
        public Unjudged {
            problems = List.copyOf(problems);
        }
    }

    /// The word that reports use.
    default String verdict() {
        return switch (this) {
            case Admitted admitted -> "admitted";
            case Denied denied -> "denied";
            case Skipped skipped -> "skipped";
            case Unjudged unjudged -> "error";
        };
    }
}
