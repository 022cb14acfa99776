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
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodTemplate;
import java.util.List;
import java.util.stream.Stream;

/// Makes of what was read what the mutating door would make of it.
record Injector(Chooser chooser) {

    InjectionOutput inject(Reading reading) {
        return switch (reading) {
            case Reading.Broken(Origin origin, Problem problem) -> InjectionOutput.failed(List.of(problem));
            case Reading.Found(Document document)
            when PodTemplate.of(document.json()).isPresent() -> InjectionOutput.failed(List.of(noPod(document)));
            case Reading.Found(Document document) -> inject(document);
        };
    }

    private static Problem noPod(Document document) {
        return document.problem(
                JsonPointer.empty(),
                "the webhook mutates pods, never a " + document.kind(),
                "give a pod, or run sudosafe check on the " + document.kind());
    }

    private InjectionOutput inject(Document document) {
        return switch (Examination.of(document, chooser)) {
            case Examination.Fail(List<Problem> problems) -> InjectionOutput.failed(problems);
            case Examination.Skip(String reason) ->
                InjectionOutput.printed(document.json(), List.of(place(document) + "unchanged, as " + reason));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers)
            when reviewers.size() > 1 -> denied(pod, Stream.of(new Overlap(reviewers).finding(pod.view())));
            case Examination.Review(PodInFile pod, List<Reviewer> reviewers) -> inject(pod, reviewers.getFirst());
        };
    }

    private static InjectionOutput inject(PodInFile pod, Reviewer reviewer) {
        Document document = pod.document();
        Decision decision = reviewer.mutate(pod.view());
        return switch (decision) {
            case Decision.Injected _, Decision.Skipped _, Decision.Admitted _ ->
                InjectionOutput.printed(
                        decision.patch().applyTo(document.json()),
                        decision.warnings().stream()
                                .map(warning -> place(document) + "warning: " + warning)
                                .toList());
            case Decision.Denied denied -> denied(pod, denied.findings().denied().stream());
            case Decision.Malformed malformed -> InjectionOutput.failed(pod.problems(malformed.misfits()));
        };
    }

    private static InjectionOutput denied(PodInFile pod, Stream<Finding> findings) {
        return InjectionOutput.denied(findings.map(pod::placed)
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
