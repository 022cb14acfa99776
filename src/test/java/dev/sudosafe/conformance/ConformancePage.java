package dev.sudosafe.conformance;

import dev.sudosafe.fixture.Markdown;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What docs/conformance.md says.
record ConformancePage(
        Conformance measured, Differences differences, Comparison comparison, List<Behaviour> behaviours, Peers peers) {

    static ConformancePage now() {
        return new ConformancePage(
                Conformance.measure(), Differences.read(), Comparison.read(), Behaviour.all(), Peers.read());
    }

    String text() {
        return Stream.of(
                        start(),
                        totals(),
                        controls(),
                        explained(),
                        apiServer(),
                        restricted(),
                        webhooks(),
                        peers.markdown())
                .collect(Collectors.joining("\n"));
    }

    private String start() {
        return """
                # Conformance
                How the built-in profile compares with what others refuse. `make conformance` writes this page and
                [conformance.json](conformance.json); the ordinary tests hold both current. The reasons are kept in
                `src/test/conformance`.
                """;
    }

    private String totals() {
        List<Outcome> failing = Conformance.failing(measured.baseline());
        List<Outcome> passing = Conformance.passing(measured.baseline());
        return """
                ## Kubernetes' own Pod Security fixtures
                `k8s.io/pod-security-admission` %s, `test/testdata/baseline/v1.%d`, the newest version of the policy, each as a
                workspace through both doors:

                | | fixtures |
                |---|---|
                | to be refused | %d |
                | refused by exactly the check of the field | %d |
                | refused by other checks too, explained below | %d |
                | admitted, explained below | %d |
                | to pass | %d |
                | admitted | %d |
                | refused, explained below | %d |

                Of the %d fixtures of all earlier versions of `baseline`, %d come to what Pod Security says, and the others
                are explained below too. Of the newest that are admitted, warnings are about: %s.
                """.formatted(
                        measured.module(),
                        measured.newest(),
                        failing.size(),
                        Conformance.count(failing, Outcome::isAsWanted),
                        Conformance.count(failing, Outcome::isRefusedByOthersToo),
                        Conformance.count(failing, Outcome::isAdmitted),
                        passing.size(),
                        Conformance.count(passing, Outcome::isAdmitted),
                        Conformance.count(passing, outcome -> !outcome.isAdmitted()),
                        measured.older().size(),
                        Conformance.count(measured.older(), Outcome::isAsWanted),
                        warnings());
    }

    private String warnings() {
        String counts = measured.warnings().entrySet().stream()
                .map(entry -> Markdown.code(entry.getKey()) + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing" : counts;
    }

    private String controls() {
        StringBuilder table = table("what the fixtures try", "check", "refused", "admitted");
        Conformance.byPrefix(measured.baseline()).forEach((prefix, outcomes) -> {
            List<Outcome> failing = Conformance.failing(outcomes);
            List<Outcome> passing = Conformance.passing(outcomes);
            table.append(Markdown.row(
                    prefix,
                    Control.ofFixtures(prefix)
                            .map(control -> Peers.checks(List.of(control.check()), ""))
                            .orElse(""),
                    share(Conformance.count(failing, outcome -> !outcome.isAdmitted()), failing),
                    share(Conformance.count(passing, Outcome::isAdmitted), passing)));
        });
        return table.toString();
    }

    private static String share(long count, List<Outcome> of) {
        return of.isEmpty() ? "" : count + " of " + of.size();
    }

    private String explained() {
        StringBuilder table = table("fixture", "refused by", "why");
        differences
                .fixtures()
                .forEach((file, difference) -> table.append(Markdown.row(
                        Markdown.code(file),
                        Peers.checks(difference.checks(), "– (admitted)"),
                        Markdown.text(difference.why()))));
        differences
                .older()
                .forEach((file, why) -> table.append(
                        Markdown.row(Markdown.code(file), "differs in earlier versions only", Markdown.text(why))));
        return "### Differences\n" + table;
    }

    private String apiServer() {
        return """
                ## A real API server
                %d random pods (seed %d) that a real API server accepts but for what Pod Security has against them, sent to a
                namespace that enforces `baseline` (`latest`) and through both doors. Each violation that the API server
                found must be answered by our check of the same field, or be a relaxation. More of them:
                `MAVEN_ARGS=-Dsudosafe.cases=10000 make check ONLY=PodSecurityIT`.

                | | pods |
                |---|---|
                | refused by both | %d |
                | admitted by both | %d |
                | refused by the API server alone, as a relaxation says | %d |
                | refused by us alone | %d |
                """.formatted(
                                comparison.pods(),
                                comparison.seed(),
                                comparison.refusedByBoth(),
                                comparison.admittedByBoth(),
                                comparison.relaxed(),
                                comparison.stricter())
                + counted("violations that the API server found", comparison.violations())
                + counted("relaxations that were made use of", comparison.relaxations())
                + counted("checks of the pods that we alone refuse", comparison.stricterBy());
    }

    private static String counted(String what, SortedMap<String, Integer> counts) {
        StringBuilder table = table(what, "");
        counts.forEach((name, count) -> table.append(Markdown.row(name, String.valueOf(count))));
        return "\n" + table;
    }

    private String restricted() {
        StringBuilder table =
                table("what the fixtures try", "refused", "by", "to pass, admitted", "why some are admitted");
        Conformance.byPrefix(measured.restricted()).forEach((prefix, outcomes) -> {
            List<Outcome> failing = Conformance.failing(outcomes);
            List<Outcome> passing = Conformance.passing(outcomes);
            table.append(Markdown.row(
                    prefix,
                    share(Conformance.count(failing, outcome -> !outcome.isAdmitted()), failing),
                    Peers.checks(
                            failing.stream()
                                    .flatMap(outcome -> outcome.checks().stream())
                                    .distinct()
                                    .sorted()
                                    .toList(),
                            ""),
                    share(Conformance.count(passing, Outcome::isAdmitted), passing),
                    Objects.requireNonNullElse(differences.restricted().get(prefix), "")));
        });
        return """
                ## `restricted`, for information
                A workspace with sudo cannot meet `restricted`, which forbids root and escalation. File by file:
                [conformance.json](conformance.json).

                """ + table;
    }

    private String webhooks() {
        StringBuilder table = table("`test/e2e/apimachinery/webhook.go`", "of our webhooks");
        behaviours.forEach(behaviour -> table.append(Markdown.row(
                behaviour.name(),
                behaviour.concernsUs() ? codes(behaviour.tests(), "") : "does not concern us: " + behaviour.why())));
        return """
                ## Kubernetes' own behaviours of admission webhooks
                """ + table;
    }

    private static String codes(Collection<String> names, String none) {
        return names.isEmpty() ? none : names.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private static StringBuilder table(String... header) {
        return new StringBuilder(Markdown.head(header));
    }
}
