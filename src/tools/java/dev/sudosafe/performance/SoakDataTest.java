package dev.sudosafe.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.performance.SoakData.Minute;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakDataTest {

    private static final Machine MACHINE =
            new Machine("cpu", 2, "kernel", "java", "go", "1.36.3", "1.16.0", "abc", "2026-11-22");

    @Test
    void a_megabyte_each_minute_is_growth() {
        assertThat(soak(minute -> 100 + minute).grows(Minute::residentMib)).isTrue();
    }

    @Test
    void what_is_filled_in_the_first_quarter_is_none() {
        assertThat(soak(minute -> Math.min(150, 100 + 5 * minute)).grows(Minute::residentMib))
                .isFalse();
    }

    private static SoakData soak(IntToDoubleFunction resident) {
        return new SoakData(
                MACHINE,
                "",
                0,
                IntStream.rangeClosed(1, 60)
                        .mapToObj(minute -> new Minute(minute, minute * 1_000L, resident.applyAsDouble(minute), 20, 90))
                        .toList());
    }
}
