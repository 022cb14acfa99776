package dev.sudosafe.performance;

import java.util.Locale;

/// A drawing with text as text, which follows the reader's light or dark mode.
final class Svg {

    private static final String STYLE = """
            text { font: 12px system-ui, sans-serif; fill: #24292f }
            .title { font-size: 14px; font-weight: 600 }
            .axis { stroke: #8c959f; fill: none }
            .grid { stroke: #d0d7de; stroke-dasharray: 2 3 }
            .s0 { --c: #0969da } .s1 { --c: #1a7f37 } .s2 { --c: #bc4c00 }
            .s3 { --c: #8250df } .s4 { --c: #6e7781 } .s5 { --c: #bf3989 }
            rect.s0, rect.s1, rect.s2, rect.s3, rect.s4, rect.s5, circle { fill: var(--c) }
            polyline { stroke: var(--c); stroke-width: 2; fill: none }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .grid { stroke: #30363d }
              .s0 { --c: #58a6ff } .s1 { --c: #3fb950 } .s2 { --c: #f0883e }
              .s3 { --c: #bc8cff } .s4 { --c: #8b949e } .s5 { --c: #f778ba }
            }
            """;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;
    private final String title;

    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
        text(width / 2.0, 20, "middle", "title", title);
    }

    void rectangle(double x, double y, double width, double height, int series) {
        add(String.format(
                Locale.ROOT,
                "<rect class=\"s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                series,
                x,
                y,
                width,
                height));
    }

    void line(double x1, double y1, double x2, double y2, String kind) {
        add(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                y1,
                x2,
                y2));
    }

    void curve(String points, int series) {
        add(String.format(Locale.ROOT, "<polyline class=\"s%d\" points=\"%s\"/>", series, points));
    }

    void dot(double x, double y, int series) {
        add(String.format(Locale.ROOT, "<circle class=\"s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", series, x, y));
    }

    /// @param anchor `start`, `middle` or `end`
    void text(double x, double y, String anchor, String kind, String text) {
        add(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                kind,
                x,
                y,
                anchor,
                escaped(text)));
    }

    String text() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
                <title>%s</title>
                <style>
                %s</style>
                %s</svg>
                """.formatted(width, height, escaped(title), STYLE, body);
    }

    private void add(String element) {
        body.append(element).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
