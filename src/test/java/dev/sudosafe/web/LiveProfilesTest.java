package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.profile.ProfileFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveProfilesTest {

    @TempDir
    Path folder;

    @Test
    void a_broken_file_that_is_added_later_leaves_the_process_complete() throws IOException {
        write("a.yaml", "team-a");
        LiveProfiles profiles = new LiveProfiles(new ProfileFolder(folder), () -> ClusterFacts.NONE);

        Files.writeString(folder.resolve("b.yaml"), "{");
        profiles.poll();

        assertThat(profiles.state().complete()).isTrue();
        assertThat(profiles.state().refusedReloads()).isEqualTo(1);
        assertThat(profiles.find("team-a")).isPresent();
    }

    @Test
    void a_process_that_starts_with_a_broken_file_is_complete_once_it_is_mended() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "{");
        LiveProfiles profiles = new LiveProfiles(new ProfileFolder(folder), () -> ClusterFacts.NONE);
        assertThat(profiles.state().complete()).isFalse();

        write("a.yaml", "team-a");
        profiles.poll();

        assertThat(profiles.state().complete()).isTrue();
    }

    private void write(String file, String name) throws IOException {
        Files.writeString(folder.resolve(file), """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: %s}
                """.formatted(name));
    }
}
