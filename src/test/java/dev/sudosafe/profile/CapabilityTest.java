package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityTest {

    @ParameterizedTest
    @ValueSource(strings = {"SYS_PTRACE", "sys_ptrace", "CAP_SYS_PTRACE", "cap_Sys_Ptrace"})
    void case_and_prefix_are_no_part_of_the_name(String text) {
        assertThat(Capability.of(text)).isEqualTo(new Capability("SYS_PTRACE"));
    }

    @Test
    void a_prefix_is_taken_off_once() {
        assertThat(Capability.of("CAP_CAP_CHOWN").isDefault()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "cap_all", "SYS_MODULE", "CAP_SYS_RAWIO", "bpf", "syslog"})
    void what_asks_for_the_node_itself_is_never_allowed(String text) {
        assertThat(Capability.of(text).isNever()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "NET_RAW", "CHOWN"})
    void what_a_user_namespace_confines_can_be(String text) {
        assertThat(Capability.of(text).isNever()).isFalse();
    }
}
