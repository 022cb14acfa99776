package dev.sudosafe.web;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.cluster.SudosafeProcess;
import io.fabric8.zjsonpatch.JsonPatch;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles change while the process runs.
class ProfileReloadIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUDO = profile("blue", "{docker: {engine: None}}");
    private static final String NO_SUDO = profile("blue", "{docker: {engine: None}, sudo: Forbidden}");
    private static final String BROKEN = profile("blue", "{docker: {engine: None}, sodu: Forbidden}");

    private static MountedFolder mounted;
    private static SudosafeProcess process;
    private static DoorClient doors;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        mounted = new MountedFolder(folder);
        mounted.swap(Map.of("blue.yaml", SUDO));
        process =
                SudosafeProcess.start(Map.of("SUDOSAFE_PROFILES", folder.toString(), "SUDOSAFE_PROFILES_SPREAD", "0s"));
        doors = DoorClient.of(process);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void begin_with_one_profile() throws IOException {
        mounted.swap(Map.of("blue.yaml", SUDO));
        await("as at the start", () -> {
            JsonNode data = data();
            return data.path("profiles").asText().equals("blue") && !data.has("refusedFiles") && !docker() && sudo();
        });
    }

    @Test
    void a_change_is_taken_over() throws IOException {
        assertThat(sudo()).isTrue();

        mounted.swap(Map.of("blue.yaml", NO_SUDO));

        await("taken over", () -> !sudo());
    }

    @Test
    void a_broken_file_is_refused_with_line_and_column_and_the_last_good_profile_stays() throws IOException {
        int refused = refusedReloads();

        mounted.swap(Map.of("blue.yaml", BROKEN));

        await("refused", () -> refusedReloads() == refused + 1);
        assertThat(data().path("refusedFiles").asText())
                .startsWith("blue.yaml:4:32: spec.sodu: unknown key: use one of docker, isolation");
        await("logged", () -> process.log().contains("profile refused: blue.yaml:4:32: spec.sodu: unknown key"));
        assertThat(process.readiness().statusCode()).isEqualTo(200);
        assertThat(sudo()).isTrue();
    }

    @Test
    void a_mended_file_is_taken_over() throws IOException {
        mounted.swap(Map.of("blue.yaml", BROKEN));
        await("refused", () -> data().has("refusedFiles"));
        int refused = refusedReloads();

        mounted.swap(Map.of("blue.yaml", NO_SUDO));

        await("taken over", () -> !sudo());
        assertThat(data().has("refusedFiles")).isFalse();
        assertThat(refusedReloads()).isEqualTo(refused);
    }

    @Test
    void a_profile_whose_file_is_removed_is_unknown() throws IOException {
        mounted.swap(Map.of("blue.yaml", SUDO, "green.yaml", profile("green", "{}")));
        await("served", () -> data().path("profiles").asText().equals("blue, green"));

        mounted.swap(Map.of("green.yaml", profile("green", "{}")));

        await("unknown", () -> !mutated("blue").getBoolean("response.allowed"));
    }

    @Test
    void a_new_file_is_served() throws IOException {
        assertThat(mutated("green").getBoolean("response.allowed")).isFalse();

        mounted.swap(Map.of("blue.yaml", SUDO, "green.yaml", profile("green", "{}")));

        await("served", () -> mutated("green").getBoolean("response.allowed"));
    }

    @Test
    void two_files_that_come_to_one_name_do_not_end_the_reloads() throws IOException {
        mounted.swap(Map.of("blue.yaml", SUDO, "green.yaml", profile("green", "{}")));
        await("served", () -> data().path("profiles").asText().equals("blue, green"));
        int logged = process.log().length();
        mounted.swap(Map.of("blue.yaml", profile("green", "{}"), "green.yaml", BROKEN));
        await("refused", () -> process.log().substring(logged).contains("ERROR"));

        mounted.swap(Map.of("blue.yaml", SUDO, "red.yaml", profile("red", "{}")));

        await("served", () -> data().path("profiles").asText().equals("blue, red"));
    }

    @Test
    void the_sidecar_of_the_previous_generation_is_still_granted() throws IOException {
        mounted.swap(Map.of("blue.yaml", profile("blue", "{docker: {image: one}}")));
        await("taken over", () -> patched().toString().contains("\"image\":\"one\""));
        String pod = patched().toString();

        mounted.swap(Map.of("blue.yaml", profile("blue", "{docker: {image: two}}")));
        await("taken over", () -> patched().toString().contains("\"image\":\"two\""));

        JsonPath answer = doors.validate("blue", Reviews.creation(pod)).jsonPath();
        assertThat(answer.getBoolean("response.allowed")).isTrue();
    }

    @Test
    void the_sidecar_of_the_generation_before_that_is_refused() throws IOException {
        mounted.swap(Map.of("blue.yaml", profile("blue", "{docker: {image: one}}")));
        await("taken over", () -> patched().toString().contains("\"image\":\"one\""));
        String pod = patched().toString();

        for (String image : new String[] {"two", "three"}) {
            mounted.swap(Map.of("blue.yaml", profile("blue", "{docker: {image: " + image + "}}")));
            await("taken over", () -> patched().toString().contains("\"image\":\"" + image + "\""));
        }

        JsonPath answer = doors.validate("blue", Reviews.creation(pod)).jsonPath();
        assertThat(answer.getString("response.status.message")).contains("docker sidecar other than the injected one");
    }

    private static boolean docker() throws IOException {
        return patched().toString().contains("sudosafe-docker");
    }

    private static int refusedReloads() throws IOException {
        return data().path("refusedReloads").asInt();
    }

    private static boolean sudo() throws IOException {
        return patched()
                .at("/spec/containers/0/securityContext/allowPrivilegeEscalation")
                .booleanValue();
    }

    /// The smallest workspace as the profile `blue` makes it.
    private static JsonNode patched() throws IOException {
        byte[] patch = Base64.getDecoder().decode(mutated("blue").getString("response.patch"));
        return JsonPatch.apply(JSON.readTree(patch), JSON.readTree(Reviews.PLAIN));
    }

    private static JsonPath mutated(String profile) {
        return doors.mutate(profile, Reviews.creation(Reviews.PLAIN)).jsonPath();
    }

    private static JsonNode data() throws IOException {
        return JSON.readTree(process.readiness().body())
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals("doors"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private static String profile(String name, String spec) {
        return """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec);
    }
}
