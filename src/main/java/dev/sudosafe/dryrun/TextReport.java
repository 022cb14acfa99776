package dev.sudosafe.dryrun;

import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.profile.Action;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Outcomes for people: a line each, what was found below it, and a summary.
public record TextReport(Palette palette) {

    private static final String INDENT = "    ";

    public String render(List<Outcome> outcomes) {
        return Stream.concat(outcomes.stream().flatMap(this::lines), Stream.of(summary(outcomes)))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private Stream<String> lines(Outcome outcome) {
        Origin origin = outcome.origin();
        String title = "%s  %s(%s:%d)"
                .formatted(
                        verdict(outcome.judgement()),
                        named(origin),
                        Printable.line(origin.file()),
                        origin.position().line());
        return switch (outcome.judgement()) {
            case Judgement.Skipped(String reason) -> Stream.of(title + ": " + reason);
            // The problem itself is on the error stream already.
            case Judgement.Unjudged _ -> Stream.of(title);
            case Judgement.Decided decided ->
                Stream.of(
                                Stream.of(title),
                                decided.findings(Action.Deny).flatMap(finding -> lines(origin.file(), finding)),
                                warnings(decided.decision().warnings()))
                        .flatMap(lines -> lines);
        };
    }

    private static String named(Origin origin) {
        String name = origin.namespace().isEmpty() ? origin.name() : origin.namespace() + "/" + origin.name();
        return origin.kind().isEmpty() ? "" : Printable.line(origin.kind() + " " + name) + " ";
    }

    private static Stream<String> lines(String file, PlacedFinding placed) {
        Finding finding = placed.finding();
        return Stream.of(
                INDENT + Printable.line("%s:%s: %s".formatted(file, placed.position(), finding.reason())),
                INDENT
                        + INDENT
                        + Printable.line("%s; see %s"
                                .formatted(finding.remedy(), finding.check().url())));
    }

    private Stream<String> warnings(List<String> warnings) {
        return warnings.stream()
                .map(warning ->
                        INDENT + palette.paint(Palette.Colour.YELLOW, "warning:") + " " + Printable.line(warning));
    }

    private String verdict(Judgement judgement) {
        Palette.Colour colour = switch (judgement) {
            case Judgement.Decided(PodInFile _, Decision.Admitted _) -> Palette.Colour.GREEN;
            case Judgement.Decided(PodInFile _, Decision.Denied _) -> Palette.Colour.RED;
            case Judgement.Skipped _ -> Palette.Colour.GREY;
            case Judgement.Unjudged _ -> Palette.Colour.YELLOW;
        };
        return palette.paint(colour, judgement.verdict());
    }

    private static String summary(List<Outcome> outcomes) {
        Map<String, Long> counts = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.judgement().verdict(), TreeMap::new, Collectors.counting()));
        long errors = counts.getOrDefault("error", 0L);
        return "%d admitted, %d denied, %d skipped%s"
                .formatted(
                        counts.getOrDefault("admitted", 0L),
                        counts.getOrDefault("denied", 0L),
                        counts.getOrDefault("skipped", 0L),
                        errors == 0 ? "" : ", " + errors + " not judged");
    }
}
