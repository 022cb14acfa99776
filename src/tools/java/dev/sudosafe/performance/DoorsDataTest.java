package dev.sudosafe.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.performance.DoorsData.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorsDataTest {

    private static final Machine MACHINE =
            new Machine("cpu", 2, "kernel", "java", "go", "1.36.3", "1.16.0", "abc", "2026-11-22");

    /// The machine is half as fast in the third round, for both.
    private static final DoorsData DATA = new DoorsData(
            MACHINE,
            6,
            16,
            2_000,
            "",
            List.of(
                    sample(1, "small", DoorsData.VALIDATE, 6_000),
                    sample(1, "small", DoorsData.WEBHOOK, 2_000),
                    sample(2, "small", DoorsData.VALIDATE, 8_000),
                    sample(2, "small", DoorsData.WEBHOOK, 2_000),
                    sample(3, "small", DoorsData.VALIDATE, 3_000),
                    sample(3, "small", DoorsData.WEBHOOK, 1_000),
                    sample(1, "large", DoorsData.VALIDATE, 2_000),
                    sample(1, "large", DoorsData.WEBHOOK, 1_000)));

    @Test
    void a_ratio_is_of_the_same_round() {
        assertThat(DATA.ratio(DoorsData.SATURATED, "small", DoorsData.VALIDATE, DoorsData.WEBHOOK, Sample::perSecond))
                .contains(new Spread(3, 3, 4));
    }

    @Test
    void there_is_no_ratio_to_a_server_that_was_not_measured() {
        assertThat(DATA.ratio(DoorsData.SATURATED, "small", DoorsData.VALIDATE, DoorsData.FLOOR, Sample::perSecond))
                .isEmpty();
    }

    @Test
    void a_bar_is_held_to_the_worst_review() {
        assertThat(new Bars(measured()).all().getFirst().worst()).contains(new Bar.Worst(2, "large"));
    }

    @Test
    void the_table_tells_the_median_with_the_least_and_the_most() {
        assertThat(new DoorsTable(DATA).ratios()).contains("| small | sudosafe, validate | 3 (3 to 4) |");
    }

    private static Measured measured() {
        return new Measured(
                Optional.of(DATA),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Sample sample(int round, String review, String server, double perSecond) {
        return new Sample(round, DoorsData.SATURATED, review, 5_000, server, perSecond, 1, 2, 3, 100, 150, 160);
    }
}
