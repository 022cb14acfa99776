package dev.sudosafe.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Groups of bars, one bar a series; a whisker reaches from the least to the most.
record BarPlot(String title, String unit, List<String> series, List<Group> groups) {

    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int TOP = 60;
    private static final int BOTTOM = 320;
    private static final int HEIGHT = 350;

    /// @param values one for each series, empty where there is none
    record Group(String name, List<Optional<Spread>> values) {}

    String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        double most = groups.stream()
                .flatMap(group -> group.values().stream().flatMap(Optional::stream))
                .mapToDouble(Spread::max)
                .max()
                .orElse(1);
        Scale y = Scale.linear(most, BOTTOM, TOP);
        Axes.vertical(svg, y, LEFT, WIDTH - 10, unit);
        Axes.legend(svg, series, LEFT);
        double width = (double) (WIDTH - 10 - LEFT) / groups.size();
        for (int at = 0; at < groups.size(); at++) {
            group(svg, y, groups.get(at), LEFT + at * width, width);
        }
        return svg.text();
    }

    private static void group(Svg svg, Scale y, Group group, double left, double width) {
        List<Integer> present =
                new ArrayList<>(IntStream.range(0, group.values().size())
                        .filter(at -> group.values().get(at).isPresent())
                        .boxed()
                        .toList());
        double bar = width * 0.8 / Math.max(1, present.size());
        for (int at = 0; at < present.size(); at++) {
            int series = present.get(at);
            double x = left + width * 0.1 + at * bar;
            group.values().get(series).ifPresent(spread -> bar(svg, y, spread, x, bar, series));
        }
        svg.text(left + width / 2, BOTTOM + 18, "middle", "name", group.name());
    }

    private static void bar(Svg svg, Scale y, Spread spread, double x, double width, int series) {
        double top = y.place(spread.median());
        double middle = x + width / 2;
        svg.rectangle(x + 1, top, width - 2, BOTTOM - top, series);
        svg.line(middle, y.place(spread.min()), middle, y.place(spread.max()), "axis");
        svg.text(middle, y.place(spread.max()) - 4, "middle", "value", Numbers.text(spread.median()));
    }
}
