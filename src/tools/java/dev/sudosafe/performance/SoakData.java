package dev.sudosafe.performance;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Memory over a long time of load.
///
/// @param rate in requests per second; 0 is as many as there can be
public record SoakData(Machine machine, String flags, int rate, List<Minute> minutes) {

    /// What of a quarter's median the last one may be above the second, for noise.
    private static final double TOLERANCE = 1.05;

    /// At the end of a minute; reviews are counted from the start.
    public record Minute(int minute, long reviews, double residentMib, double heapAfterGcMib, double nativeMib) {}

    long reviews() {
        return minutes.isEmpty() ? 0 : minutes.getLast().reviews();
    }

    /// The median of the last quarter divided by that of the second one.
    double growth(ToDoubleFunction<Minute> figure) {
        int size = minutes.size();
        return median(minutes.subList(size * 3 / 4, size), figure)
                / median(minutes.subList(size / 4, Math.max(size / 2, size / 4 + 1)), figure);
    }

    private static double median(List<Minute> quarter, ToDoubleFunction<Minute> figure) {
        return Spread.of(quarter.stream().mapToDouble(figure)).orElseThrow().median();
    }

    boolean grows(ToDoubleFunction<Minute> figure) {
        return growth(figure) > TOLERANCE;
    }
}
