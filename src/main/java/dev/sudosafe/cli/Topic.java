package dev.sudosafe.cli;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.injection.InjectionDoc;
import dev.sudosafe.injection.Injections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `sudosafe explain` can tell of: a check, or an injection. There may be one of each with the same id.
sealed interface Topic {

    record OfCheck(CheckDoc doc) implements Topic {}

    record OfInjection(InjectionDoc doc) implements Topic {}

    /// A heading and what stands below it.
    record Section(String heading, List<String> lines) {
        private String text() {
            return heading + "\n"
                    + lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
        }
    }

    /// Checks before injections.
    static List<Topic> all() {
        return Stream.<Topic>concat(
                        Checks.docs().stream().map(OfCheck::new),
                        Injections.docs().stream().map(OfInjection::new))
                .toList();
    }

    default String id() {
        return switch (this) {
            case OfCheck(CheckDoc doc) -> doc.id();
            case OfInjection(InjectionDoc doc) -> doc.id();
        };
    }

    default String title() {
        return switch (this) {
            case OfCheck(CheckDoc doc) -> doc.title();
            case OfInjection(InjectionDoc doc) -> doc.title();
        };
    }

    /// All that is to be said.
    default String text() {
        return switch (this) {
            case OfCheck check -> "Check " + check.id() + ": " + check.title() + "\n\n" + text(check.sections());
            case OfInjection injection ->
                "Injection " + injection.id() + ": " + injection.title() + "\n\n" + text(injection.sections());
        };
    }

    /// What is told in a list.
    default List<Section> sections() {
        return switch (this) {
            case OfCheck(CheckDoc doc) ->
                Stream.of(
                                new Section("Fields", doc.fields()),
                                new Section("Allowed values", List.of(doc.allowed())),
                                new Section("Why", List.of(doc.why())),
                                new Section("Remedy", List.of(doc.remedy())),
                                new Section("Action", List.of(action(doc))),
                                new Section("Sources", sources(doc)),
                                new Section("Page", List.of(doc.url())))
                        .filter(section -> !section.lines().isEmpty())
                        .toList();
            case OfInjection(InjectionDoc doc) ->
                List.of(
                        new Section("Fields", doc.fields()),
                        new Section("Where", List.of(doc.when())),
                        new Section("Why", List.of(doc.why())));
        };
    }

    private static String text(List<Section> sections) {
        return sections.stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    private static String action(CheckDoc doc) {
        return "%s, or policy.action if that is milder, unless policy.checks.%s says another"
                .formatted(doc.strictest(), doc.id());
    }

    private static List<String> sources(CheckDoc doc) {
        return doc.sources().stream()
                .map(source -> source.title() + ": " + source.url())
                .toList();
    }
}
