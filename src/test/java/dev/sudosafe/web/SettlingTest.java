package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private final Settling settling = new Settling();

    @Test
    void calls_that_take_the_same_time_are_settled_after_five_windows() {
        calls(499, 1000);
        assertThat(settling.isSettled()).isFalse();

        calls(1, 1000);
        assertThat(settling.isSettled()).isTrue();
    }

    @Test
    void calls_that_get_faster_are_not_settled() {
        for (long nanos = 1_000_000; nanos > 1000; nanos = nanos * 8 / 10) {
            calls(100, nanos);
        }

        assertThat(settling.isSettled()).isFalse();
    }

    @Test
    void a_gain_starts_the_count_anew() {
        calls(400, 1000);
        calls(200, 500);

        assertThat(settling.isSettled()).isFalse();
    }

    @Test
    void a_few_slow_calls_do_not_matter() {
        for (int window = 0; window < 5; window++) {
            calls(90, 1000);
            calls(10, 50_000);
        }

        assertThat(settling.isSettled()).isTrue();
    }

    private void calls(int count, long nanos) {
        IntStream.range(0, count).forEach(call -> settling.add(nanos));
    }
}
