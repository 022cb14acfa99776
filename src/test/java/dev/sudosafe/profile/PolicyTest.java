package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Profiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Deny | Deny",
                "{} | Warn | Warn",
                "{action: Warn} | Deny | Warn",
                "{action: Audit} | Warn | Audit",
                "{action: Warn} | Audit | Audit",
                "{action: Audit, checks: {host-ports: Deny}} | Deny | Deny",
                "{checks: {host-ports: Deny}} | Warn | Deny",
                "{checks: {host-ports: Audit}} | Deny | Audit",
                "{checks: {isolation: Audit}} | Deny | Deny",
            })
    void what_is_said_of_a_check_wins_over_the_milder_of_both_defaults(
            String policy, Action byDefault, Action expected) {
        Policy read = Profiles.with("policy: " + policy).spec().policy();
        assertThat(read.actionFor("host-ports", byDefault)).isEqualTo(expected);
    }
}
