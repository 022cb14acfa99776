package dev.sudosafe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TolerationTest {

    private static final Taint TAINT = new Taint("dedicated", "gpu", "NoSchedule");

    @ParameterizedTest
    @CsvSource({
        "dedicated, Equal,  gpu, NoSchedule, true",
        "dedicated, '',     gpu, '',         true",
        "dedicated, Exists, '',  '',         true",
        "'',        Exists, '',  '',         true",
        "'',        Exists, '',  NoSchedule, true",
        "dedicated, Lt,     5,   NoSchedule, true",
        "dedicated, Equal,  cpu, NoSchedule, false",
        "dedicated, Equal,  '',  NoSchedule, false",
        "other,     Exists, '',  '',         false",
        "dedicated, Exists, '',  NoExecute,  false",
        "'',        Equal,  gpu, '',         false"
    })
    void a_toleration_is_of_a_key_a_value_and_an_effect(
            String key, String operator, String value, String effect, boolean tolerates) {
        assertThat(new Toleration(key, operator, value, effect).tolerates(TAINT))
                .isEqualTo(tolerates);
    }
}
