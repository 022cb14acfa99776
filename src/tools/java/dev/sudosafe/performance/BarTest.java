package dev.sudosafe.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.performance.Bar.Worst;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarTest {

    @Test
    void a_figure_below_what_it_must_reach_is_told_as_not_met() {
        assertThat(Bar.atLeast("rate", 3, " times", Optional.of(new Worst(2.9, "large")))
                        .row())
                .isEqualTo("| rate | at least 3 times | 2.90 times, large | **not met** |\n");
    }

    @Test
    void a_figure_at_its_limit_is_met() {
        assertThat(Bar.atMost("memory", 200, " MiB", Optional.of(new Worst(200, "")))
                        .row())
                .isEqualTo("| memory | at most 200 MiB | 200 MiB | met |\n");
    }

    @Test
    void what_was_not_measured_is_not_met() {
        Bar bar = Bar.atMost("memory", 200, " MiB", Optional.empty());

        assertThat(bar.met()).isFalse();
        assertThat(bar.row()).contains("not measured");
    }
}
