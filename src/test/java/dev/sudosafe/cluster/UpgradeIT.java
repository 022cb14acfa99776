package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.cluster.HelmRelease.Revision;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.load.Callers;
import dev.sudosafe.load.Callers.Caller;
import dev.sudosafe.load.Callers.Count;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One release through its life: each test begins where the one before it has ended.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SharedApiServer
class UpgradeIT {

    private static final String FIRST = "- {name: default}\n";
    private static final String SECOND = "- {name: second, spec: {podSelector: {matchLabels: {team: second}}}}\n";
    private static final String REFUSED_BY_THE_CHART = "- {name: default, spec: {sudo: Perhaps}}\n";
    private static final String REFUSED_BY_THE_API_SERVER =
            FIRST + "- {name: third, spec: {podSelector: {matchLabels: {\"no label\": x}}}}\n";

    @TempDir
    private static Path folder;

    private static ApiServer apiServer;
    private static LiveRelease release;
    private static ApiProxy proxy;

    @BeforeAll
    static void installTheVersionBefore(ApiServer shared) throws IOException {
        apiServer = shared;
        Cluster.namespace(apiServer.kubectl(), "dev");
        release = LiveRelease.start(apiServer, HelmRelease.on(apiServer), FIRST);
        release.helm().withChart(versionBefore()).install(release.values(FIRST)).require();
        proxy = ApiProxy.start(apiServer.kubectl());
        SudosafeProcess.await("guarded", () -> create("default").body().contains("\"hostUsers\":false"));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        release.close();
    }

    @Test
    @Order(1)
    void an_upgrade_from_the_version_before_costs_no_call() throws InterruptedException {
        try (Callers callers = new Callers().add(2, i -> new Creator("default"))) {
            release.helm()
                    .upgrade(release.values(FIRST + SECOND, "replicaCount: 3"))
                    .require();
            Thread.sleep(2000);

            Count count = callers.end();

            assertThat(count.failures()).isEmpty();
            assertThat(count.calls()).isGreaterThan(50);
        }
        assertThat(release.helm().manifest()).contains("helm.sh/chart: sudosafe-0.1.0", "replicas: 3");
    }

    @Test
    @Order(2)
    void a_profile_that_is_not_mounted_yet_is_refused_with_the_wait() {
        SudosafeProcess.await(
                "entry of the new profile in force", () -> create("second").statusCode() != 201);

        assertThat(create("second").body())
                .contains("profile \\\"second\\\" is not known here", "create the pod again then");
        assertThat(create("default").body()).contains("\"hostUsers\":false");
        assertThat(create("other").statusCode()).isEqualTo(201);
    }

    @Test
    @Order(3)
    void it_is_in_force_once_its_file_is_there() {
        release.mount();

        SudosafeProcess.await(
                "new profile in force", () -> create("second").body().contains("\"hostUsers\":false"));
    }

    @Test
    @Order(4)
    void a_value_that_is_refused_leaves_the_release_as_it_was() {
        Output refused = release.helm().upgrade(release.values(REFUSED_BY_THE_CHART));

        assertThat(refused.err()).contains("/profiles/0/spec/sudo");
        assertThat(release.helm().history()).extracting(Revision::status).containsExactly("superseded", "deployed");
        assertThat(create("second").body()).contains("\"hostUsers\":false");
    }

    @Test
    @Order(5)
    void an_upgrade_that_fails_half_way_leaves_the_profiles_guarded() {
        Output failed = release.helm().upgrade(release.values(REFUSED_BY_THE_API_SERVER));
        release.mount();

        assertThat(failed.err()).contains("no label");
        assertThat(release.helm().history().getLast().status()).isEqualTo("failed");
        assertThat(create("default").body()).contains("\"hostUsers\":false");
    }

    @Test
    @Order(6)
    void it_is_taken_back_by_a_rollback_without_a_failed_call() throws InterruptedException {
        try (Callers callers = new Callers().add(2, i -> new Creator("default"))) {
            release.helm().rollback(2).require();
            release.mount();
            Thread.sleep(2000);

            assertThat(callers.end().failures()).isEmpty();
        }
        assertThat(release.helm().history().getLast().status()).isEqualTo("deployed");
        SudosafeProcess.await(
                "second profile in force", () -> create("second").body().contains("\"hostUsers\":false"));
    }

    @Test
    @Order(7)
    void a_rollback_to_the_version_before_takes_its_profile_away() {
        release.helm().rollback(1).require();
        release.mount();

        assertThat(release.helm().manifest()).contains("helm.sh/chart: sudosafe-0.0.9", "replicas: 2");
        SudosafeProcess.await("left alone", () -> !create("second").body().contains("hostUsers"));
        assertThat(create("second").statusCode()).isEqualTo(201);
        assertThat(create("default").body()).contains("\"hostUsers\":false");
    }

    /// The chart with an older version.
    private static Path versionBefore() throws IOException {
        Path chart = Path.of("helm", "sudosafe");
        Path copy = folder.resolve("sudosafe");
        try (Stream<Path> files = Files.walk(chart)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(chart.relativize(file)));
            }
        }
        Path metadata = copy.resolve("Chart.yaml");
        Files.writeString(metadata, Files.readString(metadata).replace("version: 0.1.0", "version: 0.0.9"));
        return copy;
    }

    private static HttpResponse<String> create(String profile) {
        String labels = switch (profile) {
            case "default" -> "sudosafe.dev/workspace: \"true\"";
            case "second" -> "team: second";
            default -> "a: b";
        };
        JsonNode pod = Documents.tree(Workspaces.pod("dev", "tried", labels));
        return proxy.dryRun(pod, "dev");
    }

    /// Creates workspaces, and counts as failed what is not isolated.
    private record Creator(String profile) implements Caller {

        @Override
        public void call() throws IOException {
            HttpResponse<String> answer = create(profile);
            if (!answer.body().contains("\"hostUsers\":false")) {
                throw new IOException(answer.body());
            }
        }

        @Override
        public void close() {
            // The proxy has the connections.
        }
    }
}
