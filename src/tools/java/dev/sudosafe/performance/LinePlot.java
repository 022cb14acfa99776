package dev.sudosafe.performance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Lines through points.
///
/// @param logarithmic whether the horizontal axis is
record LinePlot(String title, String unit, String across, boolean logarithmic, List<Line> lines) {

    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int TOP = 60;
    private static final int BOTTOM = 310;
    private static final int HEIGHT = 350;

    record Line(String name, List<Dot> dots) {}

    record Dot(double x, double y) {}

    String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        Scale y = Scale.linear(ys().max().orElse(1), BOTTOM, TOP);
        Scale x = logarithmic
                ? Scale.logarithmic(xs().min().orElse(1), xs().max().orElse(10), LEFT, WIDTH - 30)
                : Scale.linear(xs().max().orElse(1), LEFT, WIDTH - 30);
        Axes.vertical(svg, y, LEFT, WIDTH - 10, unit);
        Axes.legend(svg, lines.stream().map(Line::name).toList(), LEFT);
        (logarithmic ? xs().distinct().sorted().boxed().toList() : x.ticks())
                .forEach(tick -> svg.text(x.place(tick), BOTTOM + 16, "middle", "tick", Numbers.text(tick)));
        svg.text((LEFT + WIDTH) / 2.0, HEIGHT - 6, "middle", "name", across);
        for (int at = 0; at < lines.size(); at++) {
            line(svg, x, y, lines.get(at), at);
        }
        return svg.text();
    }

    private static void line(Svg svg, Scale x, Scale y, Line line, int series) {
        svg.curve(
                line.dots().stream()
                        .map(dot -> String.format(Locale.ROOT, "%.1f,%.1f", x.place(dot.x()), y.place(dot.y())))
                        .collect(Collectors.joining(" ")),
                series);
        line.dots().forEach(dot -> svg.dot(x.place(dot.x()), y.place(dot.y()), series));
    }

    private DoubleStream xs() {
        return lines.stream().flatMap(line -> line.dots().stream()).mapToDouble(Dot::x);
    }

    private DoubleStream ys() {
        return lines.stream().flatMap(line -> line.dots().stream()).mapToDouble(Dot::y);
    }
}
