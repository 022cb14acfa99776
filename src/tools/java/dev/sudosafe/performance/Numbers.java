package dev.sudosafe.performance;

import java.util.Locale;

/// Figures with as many digits as they are worth.
final class Numbers {

    private static final int WHOLE = 100;
    private static final int TENTHS = 10;

    private Numbers() {}

    static String text(double value) {
        double size = Math.abs(value);
        if (size >= WHOLE || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= TENTHS ? "%.1f" : "%.2f", value);
    }

    /// With the least and the most in brackets.
    static String text(Spread spread) {
        return "%s (%s to %s)".formatted(text(spread.median()), text(spread.min()), text(spread.max()));
    }
}
