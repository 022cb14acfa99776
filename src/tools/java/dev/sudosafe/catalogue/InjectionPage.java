package dev.sudosafe.catalogue;

import static dev.sudosafe.fixture.Markdown.code;
import static dev.sudosafe.fixture.Markdown.fenced;
import static dev.sudosafe.fixture.Markdown.link;
import static dev.sudosafe.fixture.Markdown.list;
import static dev.sudosafe.fixture.Markdown.sentence;

import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Golden;
import dev.sudosafe.fixture.Markdown;
import dev.sudosafe.injection.InjectionDoc;
import dev.sudosafe.injection.Steps;
import dev.sudosafe.injection.Steps.Step;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The page of one injection.
record InjectionPage(InjectionDoc doc, List<Step> steps) {

    static final Path FOLDER = Path.of("docs", "injections");

    static Page of(InjectionDoc doc) {
        List<Step> steps = Golden.all().stream()
                .flatMap(Steps::of)
                .filter(step -> step.id().equals(doc.id()))
                .toList();
        return new Page(FOLDER.resolve(doc.id() + ".md"), new InjectionPage(doc, steps).text());
    }

    private String text() {
        return Markdown.generatedFrom("the injection's doc record and the goldens")
                + "# Injection `" + doc.id() + "`: " + Markdown.text(doc.title()) + "\n"
                + "\n## Fields\n"
                + list(doc.fields().stream().map(Markdown::code).toList())
                + "\n## Where\n" + sentence(doc.when()) + "\n"
                + "\n## Why\n" + sentence(doc.why()) + "\n"
                + "\n## Example\n" + example()
                + warnings();
    }

    /// The shortest pod that the step changes, and what this step alone changes in it.
    private String example() {
        Step step = steps.stream()
                .filter(Step::acts)
                .min(Comparator.comparingInt((Step some) -> some.golden().text().length())
                        .thenComparing(some -> some.golden().name()))
                .orElseThrow();
        Difference difference = Difference.of(Documents.yaml(step.golden().pod()), Documents.yaml(step.after()));
        return "What this step alone adds to %s; %s is the pod after all of them.\n\n%s"
                .formatted(file(step.golden().in()), file(step.golden().out()), fenced("diff", difference.text()));
    }

    private String warnings() {
        List<String> all = steps.stream()
                .flatMap(step -> step.warnings().stream())
                .map(warning -> "Warning: " + warning)
                .distinct()
                .toList();
        return all.isEmpty()
                ? ""
                : "\n## Warnings\nThe client may be told, as in the goldens:\n\n"
                        + fenced("text", String.join("\n", all));
    }

    private static String file(Path path) {
        return link(code(String.valueOf(path.getFileName())), Page.ROOT + path);
    }
}
