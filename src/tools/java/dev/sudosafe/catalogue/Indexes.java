package dev.sudosafe.catalogue;

import static dev.sudosafe.fixture.Markdown.code;
import static dev.sudosafe.fixture.Markdown.link;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Markdown;
import dev.sudosafe.injection.InjectionDoc;
import dev.sudosafe.injection.Injections;
import java.util.stream.Collectors;

/// The tables of all pages.
final class Indexes {

    private static final String NAME = "README.md";

    private Indexes() {}

    static Page ofChecks() {
        String rows = Checks.docs().stream().map(Indexes::row).collect(Collectors.joining());
        return new Page(
                CheckPage.FOLDER.resolve(NAME),
                Markdown.generatedFrom("the list of checks") + """
                # Checks

                What the validating door may find in a pod. A profile changes what follows from a finding by
                `policy.checks`, and what is found by the settings that a check's page names: see
                [profiles](../profiles.md). To add one: [adding a check](../adding-a-check.md).

                Messages link to `https://sudosafe.dev/checks/ID`, where the site serves these pages.

                """
                        + Markdown.head("check", "finds", "by default", "as it otherwise") + rows);
    }

    private static String row(CheckDoc doc) {
        return Markdown.row(
                link(code(doc.id()), doc.id() + ".md"),
                Markdown.text(doc.title()),
                doc.strictest().name(),
                Markdown.text(doc.why()));
    }

    static Page ofInjections() {
        String rows = Injections.docs().stream().map(Indexes::row).collect(Collectors.joining());
        return new Page(
                InjectionPage.FOLDER.resolve(NAME),
                Markdown.generatedFrom("the list of injections") + """
                # Injections

                What the mutating door does to a pod, in this order. It adds and does not overwrite, but for the one
                field that `sudo` tells of. A pod whose own fields leave room for no isolation of the profile gets only the
                profile's mark and the seccomp profile; a mirror pod gets nothing.

                """ + Markdown.head("injection", "adds", "where")
                        + rows);
    }

    private static String row(InjectionDoc doc) {
        return Markdown.row(
                link(code(doc.id()), doc.id() + ".md"), Markdown.text(doc.title()), Markdown.text(doc.when()));
    }
}
