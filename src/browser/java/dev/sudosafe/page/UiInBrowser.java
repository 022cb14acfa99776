package dev.sudosafe.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `target/sudosafe ui` from end to end.
class UiInBrowser {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/#token=\\S+");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroy);
    }

    @Test
    void the_address_that_it_prints_shows_a_page_that_judges() throws IOException {
        String address = start();

        try (Visit visit = Visit.of(address.replaceFirst("/#.*", ""))) {
            visit.page().navigate("about:blank");
            visit.page().navigate(address);
            visit.manifest(Manifests.SOCKET).judged("1 denied: 1 finding");
        }
    }

    @Test
    void nobody_asks_without_the_token() throws IOException, InterruptedException {
        String address = start();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address.replaceFirst("/#.*", "/profiles")))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void it_serves_by_the_profiles_of_a_folder() throws IOException {
        Files.writeString(folder.resolve("strict.yaml"), Manifests.SYSBOX.replace("default", "strict"));
        String address = start("--profiles", folder.toString());

        try (Visit visit = Visit.of(address.replaceFirst("/#.*", ""))) {
            visit.page().navigate("about:blank");
            visit.page().navigate(address);
            visit.manifest(Manifests.POD).judged("1 admitted");
            assertThat(visit.page().locator("#findings").textContent()).contains("by profile strict");
        }
    }

    /// As by Ctrl-C, which is ignored in what a shell has started in the background, as tests may be.
    @Test
    void it_ends_when_it_is_told_to() throws IOException, InterruptedException {
        start();
        Process process = started.getLast();
        process.destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private String start(String... options) throws IOException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of("target/sudosafe", "ui", "--no-open"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        started.add(process);
        SudosafeProcess.await("serving", () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended: " + Files.readString(log));
            }
            return ADDRESS.matcher(Files.readString(log)).find();
        });
        Matcher found = ADDRESS.matcher(Files.readString(log));
        assertThat(found.find()).isTrue();
        return found.group();
    }
}
