package dev.sudosafe.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void the_median_of_an_odd_number_is_the_one_in_the_middle() {
        assertThat(Spread.of(DoubleStream.of(9, 1, 2))).contains(new Spread(2, 1, 9));
    }

    @Test
    void the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assertThat(Spread.of(DoubleStream.of(4, 1, 2, 9))).contains(new Spread(3, 1, 9));
    }

    @Test
    void nothing_has_no_median() {
        assertThat(Spread.of(DoubleStream.empty())).isEmpty();
    }
}
