package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.ProfileFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveProfilesTest {

    @TempDir
    Path folder;

    @Test
    void a_broken_file_that_is_added_later_leaves_the_process_complete() throws IOException {
        write("a.yaml", "team-a");
        LiveProfiles profiles = new LiveProfiles(new ProfileFolder(folder), () -> ClusterFacts.NONE, Duration.ZERO);

        Files.writeString(folder.resolve("b.yaml"), "{");
        profiles.poll();

        assertThat(profiles.state().complete()).isTrue();
        assertThat(profiles.state().refusedReloads()).isEqualTo(1);
        assertThat(profiles.find("team-a")).isPresent();
    }

    @Test
    void a_process_that_starts_with_a_broken_file_is_complete_once_it_is_mended() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "{");
        LiveProfiles profiles = new LiveProfiles(new ProfileFolder(folder), () -> ClusterFacts.NONE, Duration.ZERO);
        assertThat(profiles.state().complete()).isFalse();

        write("a.yaml", "team-a");
        profiles.poll();

        assertThat(profiles.state().complete()).isTrue();
    }

    @Test
    void a_new_sidecar_is_injected_only_after_the_change_has_spread() throws IOException {
        assertThat(mirrorInjectedAfterAChange(Duration.ofDays(1))).isFalse();
        assertThat(mirrorInjectedAfterAChange(Duration.ZERO)).isTrue();
    }

    private boolean mirrorInjectedAfterAChange(Duration spreading) throws IOException {
        write("a.yaml", "team-a");
        LiveProfiles profiles = new LiveProfiles(new ProfileFolder(folder), () -> ClusterFacts.NONE, spreading);

        Files.writeString(
                folder.resolve("a.yaml"),
                "spec: {docker: {registryMirrors: [\"https://m\"]}}",
                StandardOpenOption.APPEND);
        profiles.poll();

        PodView pod = new PodView(new ObjectMapper().readTree(Reviews.PLAIN));
        return profiles.find("team-a").orElseThrow().mutate(pod).toString().contains("https://m");
    }

    private void write(String file, String name) throws IOException {
        Files.writeString(folder.resolve(file), """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: %s}
                """.formatted(name));
    }
}
