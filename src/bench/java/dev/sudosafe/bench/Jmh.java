package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.performance.JmhData;
import dev.sudosafe.performance.JmhData.Score;
import dev.sudosafe.performance.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// JMH's own figures, with what is allocated.
final class Jmh {

    private static final Path RESULT = Path.of("target", "bench", "jmh.json");

    private Jmh() {}

    static void run() throws IOException {
        Files.createDirectories(RESULT.getParent());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jmh.Main",
                "-prof",
                "gc",
                "-rf",
                "json",
                "-rff",
                RESULT.toString());
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("JMH failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        JsonNode results = new JsonMapper().readTree(RESULT.toFile());
        Measured.write(
                "jmh",
                new JmhData(
                        ThisMachine.describe(),
                        results.valueStream().map(Jmh::score).toList()));
    }

    private static Score score(JsonNode result) {
        String name = result.path("benchmark").asText();
        return new Score(
                name.substring(name.lastIndexOf('.') + 1),
                Bench.rounded(result.at("/primaryMetric/score").asDouble()),
                Bench.rounded(result.at("/primaryMetric/scoreError").asDouble()),
                Bench.rounded(result.path("secondaryMetrics").propertyStream()
                        .filter(metric -> metric.getKey().endsWith("gc.alloc.rate.norm"))
                        .mapToDouble(metric -> metric.getValue().path("score").asDouble())
                        .findFirst()
                        .orElseThrow()));
    }
}
