package dev.sudosafe.dryrun;

import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Creation;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.engine.Verdict;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges what was read, as the cluster would.
public record Judge(Chooser chooser, Doors doors) {

    public Outcome judge(Reading reading) {
        return switch (reading) {
            case Reading.Broken(Origin origin, Problem problem) ->
                Outcome.of(origin, new Judgement.Unjudged(List.of(problem)));
            case Reading.Found(Document document) -> judge(document);
        };
    }

    private Outcome judge(Document document) {
        Origin origin = PodInFile.of(document)
                .map(pod -> document.origin().inNamespace(pod.namespace()))
                .orElseGet(document::origin);
        return switch (Examination.of(document, chooser)) {
            case Examination.Fail(List<Problem> problems) -> Outcome.of(origin, new Judgement.Unjudged(problems));
            case Examination.Skip(String reason) -> Outcome.of(origin, new Judgement.Skipped(reason));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers)
            when reviewers.size() > 1 -> Outcome.of(origin, overlapping(pod, new Overlap(reviewers)));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers) -> {
                Creation creation = doors.review(reviewers.getFirst(), pod);
                yield new Outcome(
                        origin,
                        judgement(pod, reviewers.getFirst(), creation.verdict()),
                        Optional.of(new InjectedPod(
                                pod.json(),
                                creation.patch(),
                                Optional.ofNullable(creation.verdict().audit().get("isolation")))),
                        placed(pod, doubts(creation.verdict())));
            }
        };
    }

    private static Judgement judgement(PodInFile pod, Reviewer reviewer, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted admitted ->
                new Judgement.Admitted(reviewer.profile().name(), admitted.warnings());
            case Verdict.Denied denied ->
                new Judgement.Denied(denied.profile(), denied.warnings(), placed(pod, denied.findings().stream()));
            case Verdict.Malformed malformed -> new Judgement.Unjudged(List.of(malformed(pod, malformed)));
        };
    }

    private static Stream<Finding> doubts(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted admitted -> admitted.doubts().stream();
            case Verdict.Denied denied -> denied.doubts().stream();
            case Verdict.Malformed malformed -> Stream.empty();
        };
    }

    /// Denied in any case, and with all that each profile would deny it for.
    private Judgement overlapping(PodInFile pod, Overlap overlap) {
        Stream<Finding> others = overlap.reviewers().stream()
                .map(reviewer -> doors.review(reviewer, pod).verdict())
                .flatMap(
                        verdict -> verdict instanceof Verdict.Denied denied ? denied.findings().stream() : Stream.of());
        Finding itself = overlap.finding(new PodView(pod.json())).in(pod.field());
        return new Judgement.Denied(
                overlap.names(), List.of(), placed(pod, Stream.concat(Stream.of(itself), others.distinct())));
    }

    private static List<PlacedFinding> placed(PodInFile pod, Stream<Finding> findings) {
        return findings.map(pod::placed).toList();
    }

    private static Problem malformed(PodInFile pod, Verdict.Malformed malformed) {
        Document document = pod.document();
        return Problem.at(document.file(), document.origin().position(), malformed.message(), "correct the pod");
    }
}
