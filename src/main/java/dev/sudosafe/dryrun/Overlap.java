package dev.sudosafe.dryrun;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.check.Finding;
import dev.sudosafe.check.InjectionMark;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Several profiles that select one pod. In the cluster the second one refuses the pod for the mark of the first; here
/// all are known at once.
public record Overlap(List<Reviewer> reviewers) {

    private static final String CHECK = "injection-mark";
    private static final String REMEDY = "change the profiles' selectors so that one of them selects the pod";

    private String names() {
        return reviewers.stream().map(reviewer -> reviewer.profile().name()).collect(Collectors.joining(","));
    }

    /// The denial of the pod.
    ///
    /// @param findings for which any of the profiles would deny it
    Decision.Denied denial(PodInFile pod, Stream<Finding> findings) {
        Finding own = finding(pod.view()).in(pod.field());
        List<Finding> all = Stream.concat(Stream.of(own), findings).toList();
        return new Decision.Denied(
                names(), Optional.empty(), new Findings(all, List.of(), List.of()), JsonPatch.EMPTY, List.of());
    }

    public Finding finding(PodView pod) {
        String names = reviewers.stream()
                .map(reviewer -> '"' + reviewer.profile().name() + '"')
                .collect(Collectors.joining(" and "));
        return doc().finding(pod.annotation(InjectionMark.PROFILE), "profiles " + names + " select the pod", REMEDY);
    }

    private static CheckDoc doc() {
        return Checks.docs().stream()
                .filter(doc -> doc.id().equals(CHECK))
                .findFirst()
                .orElseThrow();
    }
}
