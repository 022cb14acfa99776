package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the process starts, or says why it does not.
class StartIT {

    private static final String CERTIFICATE = "SUDOSAFE_TLS_CERTIFICATE";
    private static final String KEY = "SUDOSAFE_TLS_KEY";
    private static final String PROFILES = "SUDOSAFE_PROFILES";

    @Test
    void a_broken_profile_keeps_it_from_being_ready_and_readiness_says_why(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("blue.yaml"), "kind: WorkspaceProfile\nspec: [\n");
        try (SudosafeProcess process = SudosafeProcess.startUnready(Map.of(PROFILES, folder.toString()))) {
            SudosafeProcess.await("serving", () -> process.readiness().body().contains("\"servedOverTls\": true"));

            HttpResponse<String> readiness = process.readiness();

            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("\"refusedFiles\": \"blue.yaml:3:1: ");
        }
    }

    @Test
    void one_broken_profile_of_two_keeps_it_from_being_ready(@TempDir Path folder) throws IOException {
        new MountedFolder(folder).swap(Map.of("blue.yaml", "{}", "green.yaml", """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: green}
                """));
        try (SudosafeProcess process = SudosafeProcess.startUnready(Map.of(PROFILES, folder.toString()))) {
            SudosafeProcess.await("serving", () -> process.readiness().body().contains("\"servedOverTls\": true"));

            assertThat(process.readiness().statusCode()).isEqualTo(503);
            assertThat(process.readiness().body()).contains("\"profiles\": \"green\"");
        }
    }

    @Test
    void an_empty_folder_keeps_it_from_being_ready(@TempDir Path folder) {
        try (SudosafeProcess process = SudosafeProcess.startUnready(Map.of(PROFILES, folder.toString()))) {
            SudosafeProcess.await("serving", () -> process.readiness().body().contains("\"servedOverTls\": true"));

            assertThat(process.readiness().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void its_reviews_of_its_own_are_in_no_metric() {
        try (SudosafeProcess process = SudosafeProcess.startWarm(Map.of())) {
            assertThat(process.management("/q/metrics", "text/plain").body())
                    .contains(
                            "sudosafe_admission_review_duration_seconds_count{door=\"mutate\",} 0.0",
                            "sudosafe_admission_review_duration_seconds_count{door=\"validate\",} 0.0")
                    .doesNotContain("sudosafe_admission_reviews_total{");
        }
    }

    @Test
    void a_missing_folder_of_profiles_ends_it_with_one_line() {
        Output ended = SudosafeProcess.runToItsEnd(Map.of(PROFILES, "/no/such/folder"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out().lines())
                .singleElement()
                .asString()
                .startsWith("sudosafe: sudosafe.profiles: /no/such/folder is no folder");
    }

    @Test
    void a_certificate_without_key_ends_it_with_one_line() {
        Output ended = SudosafeProcess.runToItsEnd(Map.of(KEY, ""));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out().lines())
                .singleElement()
                .asString()
                .startsWith("sudosafe: sudosafe.tls.certificate without sudosafe.tls.key: set both");
    }

    @Test
    void a_key_without_certificate_ends_it_with_one_line() {
        Output ended = SudosafeProcess.runToItsEnd(Map.of(CERTIFICATE, ""));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out().lines())
                .singleElement()
                .asString()
                .startsWith("sudosafe: sudosafe.tls.key without sudosafe.tls.certificate: set both");
    }

    @Test
    void look_ups_without_a_cluster_leave_it_ready_and_are_told_once() {
        Map<String, String> nowhere =
                Map.of("SUDOSAFE_CLUSTER_ENABLED", "true", "KUBERNETES_MASTER", "https://127.0.0.1:1");
        try (SudosafeProcess process = SudosafeProcess.start(nowhere)) {
            SudosafeProcess.await(
                    "tried",
                    () -> process.readiness()
                            .body()
                            .contains("persistentvolumes cannot be read: the API server does not answer"));

            assertThat(process.readiness().statusCode()).isEqualTo(200);
            String warning = "persistentvolumes cannot be read, will try again";
            SudosafeProcess.await("told", () -> process.log().contains(warning));
            assertThat(process.log().lines().filter(line -> line.contains(warning)))
                    .hasSize(1);
        }
    }

    @Test
    void look_ups_are_off_unless_asked_for() {
        try (SudosafeProcess process = SudosafeProcess.start()) {
            assertThat(process.readiness().body()).contains("\"lookups\": \"off\"");
        }
    }

    @Test
    void without_a_certificate_it_serves_a_development_one_and_warns() {
        try (SudosafeProcess process = SudosafeProcess.startUnready(Map.of(CERTIFICATE, "", KEY, ""))) {
            SudosafeProcess.await("ready", () -> process.readiness().statusCode() == 200);

            assertThat(process.log()).startsWith("sudosafe: WARNING: no certificate given, serving a development one");
        }
    }
}
