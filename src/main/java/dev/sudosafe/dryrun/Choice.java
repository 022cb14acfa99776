package dev.sudosafe.dryrun;

import dev.sudosafe.engine.Reviewer;
import java.util.List;

/// Which profiles select a pod.
sealed interface Choice {

    /// @param reviewers none for a pod that is no workspace
    record Chosen(List<Reviewer> reviewers) implements Choice {
        public Chosen {
            reviewers = List.copyOf(reviewers);
        }
    }

    /// The profile's namespaceSelector asks for labels that are not known.
    record Undecided(String profile, String namespace) implements Choice {}
}
