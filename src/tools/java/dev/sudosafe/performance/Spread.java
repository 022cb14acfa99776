package dev.sudosafe.performance;

import java.util.Optional;
import java.util.stream.DoubleStream;

/// What the rounds of a measurement gave.
public record Spread(double median, double min, double max) {

    /// Empty if there are no values.
    public static Optional<Spread> of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new Spread(median(sorted), sorted[0], sorted[sorted.length - 1]));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
