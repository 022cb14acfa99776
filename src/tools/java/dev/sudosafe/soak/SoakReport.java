package dev.sudosafe.soak;

import dev.sudosafe.check.Checks;
import dev.sudosafe.openapi.PodSchema;
import dev.sudosafe.openapi.Schema;
import dev.sudosafe.property.Properties;
import dev.sudosafe.property.Property;
import dev.sudosafe.property.Tally;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/// A run in words: all of it, and the summary that is published.
record SoakReport(Soak.Outcome outcome, Shortfall shortfall) {

    String text() {
        return summary() + "\n## Broken\n\n"
                + lines(outcome.failures().stream().map(Failure::toString).toList())
                + "\n## Too seldom\n\n" + lines(shortfall.of(outcome.tally())) + "\n## Leaves\n\n"
                + PodSchema.LEAVES.stream()
                        .sorted(Comparator.comparingLong(
                                (Schema.Leaf leaf) -> outcome.tally().leaves().of(leaf)))
                        .map(leaf ->
                                "%d %s%n".formatted(outcome.tally().leaves().of(leaf), leaf))
                        .collect(Collectors.joining());
    }

    /// In Markdown.
    String summary() {
        Tally tally = outcome.tally();
        long least =
                PodSchema.LEAVES.stream().mapToLong(tally.leaves()::of).min().orElse(0);
        String numbers = String.format(
                Locale.ROOT,
                """
                On %s from seed %d, %d threads:

                | | |
                |---|---|
                | reviews | %,d in %d s: %,.0f/s |
                | random pods, each before a random profile | %,d |
                | properties tried on each | %d |
                | broken properties, exceptions, hangs | %d |
                | pods that the oracle calls a danger | %,d |
                | tampered pods that a strict profile admitted, none of them a danger | %,d |
                | leaves of the API server's pod schema | %,d, the rarest set %,d times |
                """,
                LocalDate.now(java.time.ZoneOffset.UTC),
                outcome.soak().seed(),
                outcome.soak().threads(),
                tally.reviews(),
                outcome.took().toSeconds(),
                outcome.reviewsPerSecond(),
                tally.cases(),
                Properties.ALL.size(),
                outcome.failures().size(),
                tally.dangers(),
                tally.admitted(),
                PodSchema.LEAVES.size(),
                least);
        return numbers + "\n| property |\n|---|\n"
                + Properties.ALL.stream()
                        .map(Property::sentence)
                        .map("| %s |%n"::formatted)
                        .collect(Collectors.joining())
                + "\n| check | reviews in which it found something |\n|---|---|\n"
                + Checks.ids().stream()
                        .map(check -> String.format(Locale.ROOT, "| `%s` | %,d |%n", check, tally.fired(check)))
                        .collect(Collectors.joining());
    }

    private static String lines(Iterable<String> items) {
        String lines = String.join("\n", items);
        return lines.isEmpty() ? "none\n" : lines + "\n";
    }
}
