package dev.sudosafe.dryrun;

import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.List;

/// Tells which profiles select a pod, as the API server would.
public sealed interface Chooser {

    Choice choose(PodInFile pod);

    /// All of them, whatever they select.
    record Always(List<Reviewer> reviewers) implements Chooser {
        @Override
        public Choice choose(PodInFile pod) {
            return new Choice.Chosen(reviewers);
        }
    }

    /// By their selectors.
    record BySelectors(List<Reviewer> reviewers, KnownNamespaces namespaces) implements Chooser {

        @Override
        public Choice choose(PodInFile pod) {
            return reviewers.stream()
                    .filter(reviewer -> match(reviewer, pod) == Match.UNKNOWN)
                    .findFirst()
                    .<Choice>map(
                            reviewer -> new Choice.Undecided(reviewer.profile().name(), pod.namespace()))
                    .orElseGet(() -> new Choice.Chosen(reviewers.stream()
                            .filter(reviewer -> match(reviewer, pod) == Match.YES)
                            .toList()));
        }

        private Match match(Reviewer reviewer, PodInFile pod) {
            WorkspaceProfile.Spec profile = reviewer.profile().spec();
            return profile.podSelector().matches(pod.view().labels())
                    ? namespaces.match(profile.namespaceSelector(), pod.namespace())
                    : Match.NO;
        }
    }
}
