package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {

    private static final NamePatterns PATTERNS = new NamePatterns(List.of("nvidia.com/*", "smarter-devices/fuse"));

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/gpu, true",
        "nvidia.com/, true",
        "nvidia.com, false",
        "amd.com/nvidia.com/gpu, false",
        "smarter-devices/fuse, true",
        "smarter-devices/fuse2, false",
        "smarter-devices, false",
    })
    void a_star_stands_for_any_end_and_nothing_else_does(String name, boolean matches) {
        assertThat(PATTERNS.match(name)).isEqualTo(matches);
    }
}
