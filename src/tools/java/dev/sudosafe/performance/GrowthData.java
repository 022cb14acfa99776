package dev.sudosafe.performance;

import java.util.List;

/// How time and allocation of a review, bytes to bytes in one thread, grow with something.
public record GrowthData(Machine machine, List<Curve> curves) {

    /// @param by what grows
    /// @param name of this curve among those by the same
    public record Curve(String by, String name, List<Point> points) {}

    /// @param x how much of it there is
    /// @param micros of a review
    /// @param kib that a review allocates
    public record Point(double x, double micros, double kib) {}

    List<String> kinds() {
        return curves.stream().map(Curve::by).distinct().toList();
    }

    List<Curve> by(String kind) {
        return curves.stream().filter(curve -> curve.by().equals(kind)).toList();
    }
}
