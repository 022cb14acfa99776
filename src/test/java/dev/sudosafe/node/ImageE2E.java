package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.cluster.Program;
import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image of this build, unpacked and started by its own command: with its cache of classes, and without.
class ImageE2E {

    private static final String SLOW = "slow start";
    private static final String SLOW_TLS = "slow handshakes";

    @TempDir
    private static Path root;

    private static List<String> command = List.of();

    @BeforeAll
    static void unpack() throws IOException {
        Path archive = root.resolve("image.tar");
        Path layout = Files.createDirectory(root.resolve("layout"));
        run("src/main/docker/sudosafe/build", archive.toString());
        run("tar", "-xf", archive.toString(), "-C", layout.toString());
        JsonNode manifest = json(layout.resolve("manifest.json")).path(0);
        for (String layer : texts(manifest.path("Layers"))) {
            run("tar", "-xf", layout.resolve(layer).toString(), "-C", root.toString());
        }
        command = texts(json(layout.resolve(manifest.path("Config").asText())).at("/config/Entrypoint")).stream()
                .map(word -> word.replace("/opt/", root + "/opt/"))
                .toList();
    }

    @Test
    void it_starts_with_its_cache_of_classes_and_native_tls() throws IOException {
        try (SudosafeProcess process = SudosafeProcess.start(command, Map.of())) {
            assertThat(process.log()).doesNotContain(SLOW, SLOW_TLS, "WARNING");
            assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/maps")))
                    .contains("/opt/sudosafe/sudosafe.aot", root + "/opt/sudosafe/native/libnetty_tcnative_linux");
        }
    }

    @Test
    void without_native_tls_it_starts_with_javas_and_says_so() throws IOException {
        Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", "-Dio.netty.handler.ssl.noOpenSsl=true");
        try (SudosafeProcess process = SudosafeProcess.start(command, environment)) {
            assertThat(process.log().lines().filter(line -> line.contains(SLOW_TLS)))
                    .hasSize(1);
        }
    }

    @Test
    void with_flags_that_the_cache_is_not_for_it_starts_all_the_same_and_says_so_in_one_line_of_json()
            throws IOException {
        Map<String, String> environment = Map.of(
                "JDK_JAVA_OPTIONS", "-XX:-UseCompactObjectHeaders",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        try (SudosafeProcess process = SudosafeProcess.start(command, environment)) {
            List<String> lines = process.log()
                    .lines()
                    .filter(line -> !line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"))
                    .toList();

            assertThat(lines).allMatch(line -> line.startsWith("{\"timestamp\""));
            assertThat(lines.stream().filter(line -> line.contains(SLOW))).hasSize(1);
        }
    }

    private static void run(String... words) {
        Program.run(List.of(words), Map.of("JAVA_HOME", System.getProperty("java.home")), "", Duration.ofMinutes(10))
                .require();
    }

    private static JsonNode json(Path file) throws IOException {
        return new JsonMapper().readTree(file.toFile());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
