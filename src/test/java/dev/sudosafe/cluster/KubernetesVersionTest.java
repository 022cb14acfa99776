package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesVersionTest {

    @ParameterizedTest
    @CsvSource({"1.33.13, 1.34, true", "1.34.0, 1.34, false", "1.34.4, 1.33, false", "1.9.9, 1.34, true"})
    void a_minor_is_compared_by_its_numbers(String version, String minor, boolean before) {
        assertThat(new KubernetesVersion(version).isBefore(minor)).isEqualTo(before);
    }
}
