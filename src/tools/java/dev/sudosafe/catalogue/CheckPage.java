package dev.sudosafe.catalogue;

import static dev.sudosafe.fixture.Markdown.code;
import static dev.sudosafe.fixture.Markdown.fenced;
import static dev.sudosafe.fixture.Markdown.link;
import static dev.sudosafe.fixture.Markdown.list;
import static dev.sudosafe.fixture.Markdown.sentence;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.PlatformHint;
import dev.sudosafe.check.PlatformHints;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.fixture.Markdown;
import dev.sudosafe.profile.Action;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The page of one check.
record CheckPage(CheckDoc doc, List<Fixture> fixtures, CheckExample example) {

    static final Path FOLDER = Path.of("docs", "checks");

    static Page of(CheckDoc doc, List<Fixture> fixtures) {
        return new Page(
                FOLDER.resolve(doc.id() + ".md"), new CheckPage(doc, fixtures, CheckExample.of(fixtures)).text());
    }

    private String text() {
        String folder = Fixture.FOLDER.resolve(doc.id()).toString();
        return Markdown.generatedFrom("the check's doc record and its fixtures")
                + "# Check `" + doc.id() + "`: " + Markdown.text(doc.title()) + "\n"
                + "\n## Fields\n"
                + list(doc.fields().stream().map(Markdown::code).toList())
                + "\n## Allowed values\n" + sentence(doc.allowed()) + "\n"
                + "\n## Why\n" + sentence(doc.why()) + "\n" + sources()
                + "\n## Remedy\n" + sentence(doc.remedy()) + "\n" + platforms()
                + "\n## In a profile\n" + inProfile()
                + "\n## Example\n" + examples()
                + "\nThe client is told:\n\n" + fenced("text", example.message())
                + "\nAll fixtures are in " + link(code(folder), Page.ROOT + folder) + ".\n";
    }

    private String sources() {
        return doc.sources().isEmpty()
                ? ""
                : "\n"
                        + list(doc.sources().stream()
                                .map(source -> link(Markdown.text(source.title()), source.url()))
                                .toList());
    }

    private String platforms() {
        List<String> hints = PlatformHints.all().stream()
                .filter(hint -> hint.check().equals(doc.id()))
                .map(CheckPage::hint)
                .toList();
        return hints.isEmpty() ? "" : "\nWhere a platform wrote it:\n\n" + list(hints);
    }

    private static String hint(PlatformHint hint) {
        return "%s%s: %s"
                .formatted(
                        link(
                                hint.platform().title(),
                                "../platforms/" + hint.platform().id() + ".md"),
                        hint.named().isEmpty() ? "" : ", " + code(hint.named()),
                        Markdown.text(hint.remedy()));
    }

    private String inProfile() {
        String others = Arrays.stream(Action.values())
                .filter(action -> action != doc.strictest())
                .map(Action::name)
                .collect(Collectors.joining(" or "));
        String setting = """
                spec:
                  policy:
                    checks:
                      %s: %s    # or %s
                """.formatted(doc.id(), doc.strictest(), others);
        String milder =
                "Unless a profile names the check, what follows is `%s`, or the profile's `policy.action` if that is milder.\n\n"
                        .formatted(doc.strictest());
        List<String> heeded =
                Influences.on(fixtures).stream().map(CheckPage::setting).toList();
        return milder
                + fenced("yaml", setting)
                + (heeded.isEmpty() ? "" : "\nWhat it finds depends on these settings:\n\n" + list(heeded));
    }

    private static String setting(String path) {
        return link(code(path), "../profiles.md#reference") + ": " + Markdown.text(ProfileSchema.description(path));
    }

    private String examples() {
        return example.isUpdate()
                ? "This change of a running pod %s:\n\n%s\nThis one is admitted:\n\n%s"
                        .formatted(
                                verdict(),
                                diff(CheckExample.step(example.refused())),
                                diff(CheckExample.step(example.allowed())))
                : "%s%s\n\n%s".formatted(lines(), profiles(), diff(example.difference()));
    }

    private static String diff(Difference difference) {
        return fenced("diff", difference.text());
    }

    private String lines() {
        Difference difference = example.difference();
        if (!difference.adds()) {
            return "Without the lines marked `-` the pod %s; with them it is admitted.".formatted(verdict());
        }
        return "With the lines marked `+` the pod %s; %s it is admitted."
                .formatted(verdict(), difference.removes() ? "with those marked `-` instead" : "without them");
    }

    private String profiles() {
        String refused = profile(example.refused());
        String allowed = profile(example.allowed());
        if (refused.equals(allowed)) {
            return example.refused().profile().isEmpty() ? "" : " The profile is " + refused + ".";
        }
        return " The profile is %s for the first, %s for the second.".formatted(refused, allowed);
    }

    private static String profile(Fixture fixture) {
        Path file = Documents.resource("profiles").resolve(fixture.profile());
        return fixture.profile().isEmpty() ? "the built-in one" : link(code(fixture.profile()), Page.ROOT + file);
    }

    private String verdict() {
        return switch (example.refused().action().orElseThrow()) {
            case Deny -> "is refused";
            case Warn -> "is admitted with a warning";
            case Audit -> "is admitted, and the audit log tells";
        };
    }
}
