package dev.sudosafe.dryrun;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.check.Finding;
import dev.sudosafe.check.InjectionMark;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Collectors;

/// Several profiles that select one pod. In the cluster the second one refuses the pod for the mark of the first; here
/// all are known at once.
public record Overlap(List<Reviewer> reviewers) {

    private static final String CHECK = "injection-mark";
    private static final String REMEDY = "change the profiles' selectors so that one of them selects the pod";

    public String names() {
        return reviewers.stream().map(reviewer -> reviewer.profile().name()).collect(Collectors.joining(","));
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
