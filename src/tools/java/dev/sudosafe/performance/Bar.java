package dev.sudosafe.performance;

import dev.sudosafe.fixture.Markdown;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/// What a release is held to, and what was reached.
///
/// @param limit that the figure must not pass
/// @param worst figure of all that it is about, empty if it was not measured
record Bar(String what, Direction direction, double limit, String unit, Optional<Worst> worst) {

    enum Direction {
        AT_LEAST,
        AT_MOST
    }

    /// @param where it was found, such as the name of a review; may be empty
    record Worst(double figure, String where) {}

    static Bar atLeast(String what, double limit, String unit, Optional<Worst> worst) {
        return new Bar(what, Direction.AT_LEAST, limit, unit, worst);
    }

    static Bar atMost(String what, double limit, String unit, Optional<Worst> worst) {
        return new Bar(what, Direction.AT_MOST, limit, unit, worst);
    }

    boolean met() {
        DoubleFunction<Boolean> holds = switch (direction) {
            case AT_LEAST -> figure -> figure >= limit;
            case AT_MOST -> figure -> figure <= limit;
        };
        return worst.map(found -> holds.apply(found.figure())).orElse(false);
    }

    String row() {
        String bound = direction.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + number(limit) + unit;
        return worst.map(found -> Markdown.row(
                        what,
                        bound,
                        number(found.figure()) + unit + (found.where().isEmpty() ? "" : ", " + found.where()),
                        met() ? "met" : "**not met**"))
                .orElseGet(() -> Markdown.row(what, bound, "not measured", ""));
    }

    private static String number(double value) {
        return Numbers.text(value);
    }
}
