package dev.sudosafe.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PerformancePageTest {

    private static final String FRAME = """
            # Page
            <!-- bars, generated from docs/performance by `make docs` -->
            old
            <!-- end of bars -->
            by hand
            """;

    @Test
    void a_section_is_replaced_and_what_is_by_hand_stays() {
        assertThat(PerformancePage.framed(FRAME, Map.of("bars", "new\n"))).isEqualTo("""
                # Page
                <!-- bars, generated from docs/performance by `make docs` -->

                new

                <!-- end of bars -->
                by hand
                """);
    }

    @Test
    void a_frame_without_a_section_is_told() {
        assertThatThrownBy(() -> PerformancePage.framed(FRAME, Map.of("soak", "new\n")))
                .hasMessageContaining("has no section \"soak\"");
    }
}
