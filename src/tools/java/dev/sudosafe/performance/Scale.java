package dev.sudosafe.performance;

import java.util.List;
import java.util.stream.IntStream;

/// An axis: from values to places.
///
/// @param max of the values, which begin with 0, or with `min` where the axis is logarithmic
record Scale(double min, double max, double from, double to, boolean logarithmic) {

    private static final int STEPS = 5;

    static Scale linear(double most, double from, double to) {
        double step = step(most);
        return new Scale(0, Math.max(1, Math.ceil(most / step)) * step, from, to, false);
    }

    static Scale logarithmic(double min, double max, double from, double to) {
        return new Scale(min, max, from, to, true);
    }

    double place(double value) {
        double share = logarithmic ? Math.log(value / min) / Math.log(max / min) : value / max;
        return from + share * (to - from);
    }

    List<Double> ticks() {
        double step = step(max);
        return IntStream.rangeClosed(0, (int) Math.round(max / step))
                .mapToObj(at -> at * step)
                .toList();
    }

    /// One, two or five times a power of ten, so that there are about five.
    private static double step(double most) {
        double rough = Math.max(most, 1e-9) / STEPS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
