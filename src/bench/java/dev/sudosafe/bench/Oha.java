package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.cluster.Fetched;
import dev.sudosafe.cluster.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The load generator, which counts the time that a request waits for its turn too.
final class Oha {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MILLIS = 1_000;

    private Oha() {}

    /// What it has seen; the percentiles are in milliseconds.
    record Result(long requests, double perSecond, double p50, double p99, double p999) {}

    /// As many requests as there can be.
    static Result saturate(URI url, Path body, int seconds) throws IOException {
        return run(url, body, seconds, List.of());
    }

    /// So many requests each second, whether the server keeps up or not.
    static Result steady(URI url, Path body, int seconds, int rate) throws IOException {
        return run(url, body, seconds, List.of("-q", Integer.toString(rate), "--latency-correction"));
    }

    private static Result run(URI url, Path body, int seconds, List<String> more) throws IOException {
        String binary = Fetched.folder("src/test/programs/fetch", "oha")
                .resolve("bin")
                .resolve("oha")
                .toString();
        List<String> command = new ArrayList<>(List.of(binary, "--no-tui", "--output-format", "json"));
        command.addAll(List.of("--http-version", "1.1", "--insecure", "-m", "POST", "-T", "application/json"));
        command.addAll(List.of("-D", body.toString(), "-c", Integer.toString(Settings.CONNECTIONS), "-w"));
        command.addAll(List.of("-z", seconds + "s"));
        command.addAll(more);
        command.add(url.toString());
        Duration patience = Duration.ofSeconds(seconds + 60L);
        return result(JSON.readTree(
                Program.run(command, Map.of(), "", patience).require()));
    }

    /// @throws IllegalStateException if a request was answered with another status than 200, or not at all
    private static Result result(JsonNode told) {
        JsonNode codes = told.path("statusCodeDistribution");
        JsonNode errors = told.path("errorDistribution");
        long answered = codes.path("200").asLong();
        if (answered == 0 || codes.size() != 1 || !errors.isEmpty()) {
            throw new IllegalStateException("not every request was answered with 200: " + codes + ", " + errors);
        }
        JsonNode latency = told.path("latencyPercentiles");
        return new Result(
                answered,
                Bench.rounded(told.at("/summary/requestsPerSec").asDouble()),
                Bench.rounded(latency.path("p50").asDouble() * MILLIS),
                Bench.rounded(latency.path("p99").asDouble() * MILLIS),
                Bench.rounded(latency.path("p99.9").asDouble() * MILLIS));
    }
}
