package dev.sudosafe.cli;

import com.fasterxml.jackson.core.JsonPointer;
import dev.sudosafe.check.Finding;
import dev.sudosafe.dryrun.Chooser;
import dev.sudosafe.dryrun.Document;
import dev.sudosafe.dryrun.Examination;
import dev.sudosafe.dryrun.Origin;
import dev.sudosafe.dryrun.Overlap;
import dev.sudosafe.dryrun.PodInFile;
import dev.sudosafe.dryrun.Problem;
import dev.sudosafe.dryrun.Reading;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.engine.Verdict;
import dev.sudosafe.pod.PodTemplate;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// Makes of what was read what the mutating door would make of it.
record Injector(Chooser chooser) {

    Injected inject(Reading reading) {
        return switch (reading) {
            case Reading.Broken(Origin origin, Problem problem) -> Injected.failed(List.of(problem));
            case Reading.Found(Document document)
            when PodTemplate.of(document.json()).isPresent() -> Injected.failed(List.of(noPod(document)));
            case Reading.Found(Document document) -> inject(document);
        };
    }

    private static Problem noPod(Document document) {
        return document.problem(
                JsonPointer.empty(),
                "the webhook mutates pods, never a " + document.kind(),
                "give a pod, or run sudosafe check on the " + document.kind());
    }

    private Injected inject(Document document) {
        return switch (Examination.of(document, chooser)) {
            case Examination.Fail(List<Problem> problems) -> Injected.failed(problems);
            case Examination.Skip(String reason) ->
                Injected.printed(document.json(), List.of(place(document) + "unchanged, as " + reason));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers)
            when reviewers.size() > 1 ->
                denied(pod, Stream.of(new Overlap(reviewers).finding(new PodView(pod.json()))));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers) -> inject(pod, reviewers.getFirst());
        };
    }

    private static Injected inject(PodInFile pod, Reviewer reviewer) {
        Document document = pod.document();
        return switch (reviewer.mutate(new PodView(pod.json()))) {
            case Verdict.Admitted admitted ->
                Injected.printed(
                        admitted.patch().applyTo(pod.json()),
                        admitted.warnings().stream()
                                .map(warning -> place(document) + "warning: " + warning)
                                .toList());
            case Verdict.Denied denied -> denied(pod, denied.findings().stream());
            case Verdict.Malformed malformed ->
                Injected.failed(List.of(document.problem(JsonPointer.empty(), malformed.message(), "correct the pod")));
        };
    }

    private static Injected denied(PodInFile pod, Stream<Finding> findings) {
        return Injected.denied(findings.map(pod::placed)
                .map(placed -> "%s:%s: denied: %s"
                        .formatted(
                                pod.document().file(),
                                placed.position(),
                                placed.finding().message()))
                .toList());
    }

    private static String place(Document document) {
        return document.file() + ":" + document.origin().position() + ": ";
    }
}
