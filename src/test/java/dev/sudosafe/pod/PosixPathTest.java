package dev.sudosafe.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc",
                "/proc/",
                "//proc",
                "/./proc",
                "/proc/self/fd/8",
                "/a/../proc",
                "/../proc",
                "proc",
                "../proc"
            })
    void a_path_is_within_a_folder_whatever_its_detours(String path) {
        assertThat(new PosixPath(path).isWithin("/proc")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/process", "/proc/..", "/proc/../etc", "/a/proc", "/Proc"})
    void others_are_not(String path) {
        assertThat(new PosixPath(path).isWithin("/proc")).isFalse();
    }
}
