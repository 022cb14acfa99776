package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/// A real Prometheus. The test that asks for one is skipped where there is no Go.
final class Prometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final TemporaryFolder folder;
    private final URI url;

    private Prometheus(Process process, TemporaryFolder folder, URI url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
    }

    /// Starts one and waits until it answers.
    ///
    /// @param configuration `prometheus.yml`
    static Prometheus start(String configuration) {
        try {
            TemporaryFolder folder = TemporaryFolder.create("sudosafe-prometheus");
            Path file = Files.writeString(folder.path().resolve("prometheus.yml"), configuration);
            String program = program("prometheus");
            String address = "127.0.0.1:" + freePort();
            Process process = new ProcessBuilder(
                            program,
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + folder.path().resolve("data"),
                            "--web.listen-address=" + address)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.path().resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            Prometheus started = new Prometheus(process, folder, URI.create("http://" + address));
            SudosafeProcess.await("ready: " + folder.path().resolve("log"), started::isReady);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `promtool`.
    static Output promtool(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program("promtool")));
        command.addAll(List.of(arguments));
        return Program.run(command, Map.of(), input, PATIENCE);
    }

    /// The values that an expression has now, of each series; scalars too.
    List<Double> values(String expression) {
        JsonNode result = data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
        return StreamSupport.stream(result.spliterator(), false)
                .map(series -> Double.valueOf(series.at("/value/1").asText().replace("+Inf", "Infinity")))
                .toList();
    }

    /// All rules, with their alerts and health.
    List<JsonNode> rules() {
        return data("/api/v1/rules")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private JsonNode data(String path) {
        HttpResponse<String> response = get(path);
        JsonNode answer = Cluster.json(response.body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(path + ": " + response.body());
        }
        return answer.path("data");
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("prometheus ended: " + folder.path().resolve("log"));
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String program(String name) {
        return Fetched.folder("src/test/programs/fetch", "prometheus")
                .resolve("bin")
                .resolve(name)
                .toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        folder.close();
    }
}
