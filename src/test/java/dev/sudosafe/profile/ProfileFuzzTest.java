package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Profiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text as a profile: accepted, or refused with problems.
class ProfileFuzzTest {

    static Stream<byte[]> seeds() throws IOException {
        try (Stream<Path> files = Files.list(Documents.resource("profiles"))) {
            return files.map(Documents::text).toList().stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "150s")
    void any_text_is_a_profile_or_has_problems(byte[] bytes) {
        switch (Profiles.READER.read("profile.yaml", new String(bytes, StandardCharsets.UTF_8))) {
            case ProfileResult.Accepted(WorkspaceProfile profile) ->
                assertThat(profile.name()).isNotEmpty();
            case ProfileResult.Refused(var problems) -> assertThat(problems).isNotEmpty();
        }
    }
}
