package dev.sudosafe.dryrun;

import com.fasterxml.jackson.core.JsonPointer;
import dev.sudosafe.engine.Reviewer;
import java.util.List;
import java.util.Optional;

/// What is to be done with an object: told before any door sees it.
public sealed interface Examination {

    /// @param reviewers at least one
    record Review(PodInFile pod, List<Reviewer> reviewers) implements Examination {}

    record Skip(String reason) implements Examination {}

    record Fail(List<Problem> problems) implements Examination {}

    static Examination of(Document document, Chooser chooser) {
        return of(document, PodInFile.of(document), chooser);
    }

    /// @param pod the pod that the document is or makes, if any
    static Examination of(Document document, Optional<PodInFile> pod, Chooser chooser) {
        if (document.kind().equals("Pod") && !document.apiVersion().equals("v1")) {
            return fail(document, "/apiVersion", "no pod has apiVersion " + document.apiVersion(), "write v1");
        }
        return pod.isEmpty() ? new Skip("it holds no pod") : of(pod.get(), chooser);
    }

    private static Examination of(PodInFile pod, Chooser chooser) {
        List<Problem> misfits = pod.misfits();
        return misfits.isEmpty() ? chosen(pod, chooser.choose(pod)) : new Fail(misfits);
    }

    private static Examination chosen(PodInFile pod, Choice choice) {
        return switch (choice) {
            case Choice.Chosen(List<Reviewer> none) when none.isEmpty() -> new Skip("no profile selects it");
            case Choice.Chosen(List<Reviewer> reviewers) -> new Review(pod, reviewers);
            case Choice.Undecided(String profile, String namespace) ->
                fail(
                        pod.document(),
                        "/metadata/namespace",
                        "profile \"%s\" selects by labels of namespace \"%s\" that are not known"
                                .formatted(profile, namespace),
                        "add the Namespace to the documents, or give its labels (--namespace-labels)");
        };
    }

    private static Fail fail(Document document, String field, String what, String remedy) {
        return new Fail(List.of(document.problem(JsonPointer.compile(field), what, remedy)));
    }
}
