package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {

    private static final NamePatterns PATTERNS =
            new NamePatterns(List.of("nvidia.com/*", "smarter-devices/fuse", "*-no-permission", "aa*aa"));

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/gpu, true",
        "nvidia.com/, true",
        "nvidia.com, false",
        "amd.com/nvidia.com/gpu, false",
        "smarter-devices/fuse, true",
        "smarter-devices/fuse2, false",
        "smarter-devices, false",
        "arc-no-permission, true",
        "-no-permission, true",
        "no-permission, false",
        "arc-no-permission-2, false",
        "aabaa, true",
        "aaaa, true",
        "aaa, false",
    })
    void a_star_stands_for_any_characters_and_nothing_else_does(String name, boolean matches) {
        assertThat(PATTERNS.match(name)).isEqualTo(matches);
    }
}
