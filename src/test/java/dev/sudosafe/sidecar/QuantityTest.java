package dev.sudosafe.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "20480Mi, 20Gi",
        "0.5Gi, 512Mi",
        "1073741824, 1Gi",
        "1000m, 1",
        "1e3, 1k",
        "1E3, 1k",
        "1000M, 1G",
        ".5, 500m"
    })
    void the_same_amount_in_two_ways_is_the_same(String one, String other) {
        assertThat(Quantity.same(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"20Gi, 21Gi", "1G, 1Gi", "1m, 1M", "x, x", "1Gi, x", "'', ''", "1E, 1"})
    void other_amounts_and_other_texts_are_not(String one, String other) {
        assertThat(Quantity.same(one, other)).isFalse();
    }
}
