package dev.sudosafe.performance;

import java.util.List;

/// What all plots have around them.
final class Axes {

    private static final int LEGEND = 40;

    /// What a letter of a legend takes, on average.
    private static final double LETTER = 6.6;

    private Axes() {}

    static void vertical(Svg svg, Scale y, double left, double right, String unit) {
        for (double tick : y.ticks()) {
            svg.line(left, y.place(tick), right, y.place(tick), tick == 0 ? "axis" : "grid");
            svg.text(left - 6, y.place(tick) + 4, "end", "tick", Numbers.text(tick));
        }
        svg.text(6, LEGEND, "start", "name", unit);
    }

    static void legend(Svg svg, List<String> series, double left) {
        double x = left + 30;
        for (int at = 0; at < series.size(); at++) {
            svg.rectangle(x, LEGEND - 9, 10, 10, at);
            svg.text(x + 14, LEGEND, "start", "name", series.get(at));
            x += 30 + series.get(at).length() * LETTER;
        }
    }
}
