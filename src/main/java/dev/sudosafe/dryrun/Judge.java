package dev.sudosafe.dryrun;

import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges what was read, as the cluster would.
public record Judge(Chooser chooser, Doors doors) {

    public Outcome judge(Reading reading) {
        return switch (reading) {
            case Reading.Broken(Origin origin, Problem problem) ->
                Outcome.of(origin, new Judgement.Unjudged(List.of(problem)));
            case Reading.Found(Document document) -> judge(document, PodInFile.of(document));
        };
    }

    private Outcome judge(Document document, Optional<PodInFile> found) {
        Origin origin = found.map(PodInFile::origin).orElseGet(document::origin);
        return switch (Examination.of(document, found, chooser)) {
            case Examination.Fail(List<Problem> problems) -> Outcome.of(origin, new Judgement.Unjudged(problems));
            case Examination.Skip(String reason) -> Outcome.of(origin, new Judgement.Skipped(reason));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers)
            when reviewers.size() > 1 ->
                Outcome.of(origin, new Judgement.Decided(pod, overlapping(pod, new Overlap(reviewers))));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers) ->
                switch (doors.review(reviewers.getFirst(), pod)) {
                    case Decision.Checked decision ->
                        new Outcome(
                                origin,
                                new Judgement.Decided(pod, decision.relocatedTo(pod.field())),
                                Optional.of(new InjectedPod(pod.view().json(), decision.patch())));
                    case Decision.Malformed malformed ->
                        Outcome.of(origin, new Judgement.Unjudged(pod.problems(malformed.misfits())));
                };
        };
    }

    private Decision.Denied overlapping(PodInFile pod, Overlap overlap) {
        Stream<Finding> findings = overlap.reviewers().stream()
                .map(reviewer -> doors.review(reviewer, pod).findings().relocatedTo(pod.field()))
                .flatMap(each -> each.denied().stream());
        return overlap.denial(pod, findings.distinct());
    }
}
