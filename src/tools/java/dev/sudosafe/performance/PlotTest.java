package dev.sudosafe.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sudosafe.performance.BarPlot.Group;
import dev.sudosafe.performance.LinePlot.Dot;
import dev.sudosafe.performance.LinePlot.Line;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class PlotTest {

    private static final String BARS = new BarPlot(
                    "Rate <of> reviews",
                    "1/s",
                    List.of("ours", "theirs"),
                    List.of(new Group("small", List.of(Optional.of(new Spread(400, 350, 500)), Optional.empty()))))
            .svg();

    @Test
    void a_plot_is_well_formed() {
        assertThatCode(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(BARS.getBytes(StandardCharsets.UTF_8))))
                .doesNotThrowAnyException();
    }

    @Test
    void names_and_figures_are_text() {
        assertThat(BARS).contains(">Rate &lt;of&gt; reviews</text>", ">small</text>", ">ours</text>", ">400</text>");
    }

    @Test
    void what_was_not_measured_has_no_bar() {
        assertThat(BARS).containsOnlyOnce("height=\"208.0\"").doesNotContain("<rect class=\"s1\" x=\"405");
    }

    @Test
    void a_bar_is_as_high_as_its_share_of_the_axis() {
        // 400 of 500 on an axis of 260.
        assertThat(BARS).contains("height=\"208.0\"");
    }

    @Test
    void a_line_ends_at_its_last_value() {
        String svg = new LinePlot(
                        "Time",
                        "µs",
                        "containers",
                        false,
                        List.of(new Line("validate", List.of(new Dot(0, 0), new Dot(100, 50)))))
                .svg();

        assertThat(svg).contains("points=\"70.0,310.0 730.0,60.0\"");
    }

    @Test
    void a_dark_mode_has_colours_of_its_own() {
        assertThat(BARS).contains("@media (prefers-color-scheme: dark)");
    }
}
