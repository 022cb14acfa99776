package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.cluster.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How a JVM with sudosafe is started: as the image and the chart do it.
///
/// @param flags of the JVM, those of the image and those of the chart
/// @param jar of the application
record ServerCommand(Path java, List<String> flags, Path jar) {

    private static final Path IMAGE = Path.of("target", "sudosafe-image.tar");
    private static final Path UNPACKED = Path.of("target", "bench", "image");
    private static final Path FLAGS = Path.of("src", "main", "docker", "sudosafe", "jvm");
    private static final Path CHART = Path.of("helm", "sudosafe");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern MEMORY_LIMIT = Pattern.compile("(?m)^resources:(?:\n .*)*?\n  limits:\n    memory: (\\d+)Mi");

    /// That of the image in `target`, else of `target/quarkus-app` and the JDK that runs this.
    static ServerCommand found() throws IOException {
        ServerCommand command = Files.exists(IMAGE) ? ofImage() : ofFolder();
        Bench.log("our JVM: %s %s", command.java(), String.join(" ", command.flags()));
        return command;
    }

    /// The whole command.
    ///
    /// @param more flags of the JVM
    List<String> line(String... more) {
        return Stream.of(
                        Stream.of(java.toString()),
                        flags.stream(),
                        Stream.of(more),
                        Stream.of("-jar", jar.toString()))
                .flatMap(part -> part)
                .toList();
    }

    /// The same JVM for another program with the application's libraries.
    List<String> lineOf(Class<?> main, List<String> arguments) {
        Path libraries = jar.resolveSibling("lib");
        String classPath = libraries.resolve("main") + "/*:" + libraries.resolve("boot")
                + "/*:target/tools-classes:target/test-classes";
        return Stream.of(
                        Stream.of(java.toString()),
                        withoutCache().flags().stream(),
                        Stream.of("-cp", classPath, main.getName()),
                        arguments.stream())
                .flatMap(part -> part)
                .toList();
    }

    /// The same without the ahead-of-time cache.
    ServerCommand withoutCache() {
        Predicate<String> cache = flag -> flag.startsWith("-XX:AOT");
        return new ServerCommand(java, flags.stream().filter(cache.negate()).toList(), jar);
    }

    private static ServerCommand ofFolder() throws IOException {
        List<String> flags = List.of(
                memory(), "-XX:Flags=" + FLAGS, "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        return new ServerCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                flags,
                Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath());
    }

    /// Its root file system, laid out below `target`; a path of the image stays one of that folder.
    private static ServerCommand ofImage() throws IOException {
        run("rm", "-rf", UNPACKED.toString());
        Path root = Files.createDirectories(UNPACKED.resolve("root")).toAbsolutePath();
        Path layout = Files.createDirectories(UNPACKED.resolve("layout")).toAbsolutePath();
        run("tar", "-xf", IMAGE.toString(), "-C", layout.toString());
        JsonNode manifest = blob(layout, read(layout.resolve("index.json")).at("/manifests/0/digest"));
        for (JsonNode layer : manifest.path("layers")) {
            run("tar", "-xzf", path(layout, layer.path("digest")).toString(), "-C", root.toString());
        }
        List<String> entrypoint = blob(layout, manifest.at("/config/digest"))
                .at("/config/Entrypoint")
                .valueStream()
                .map(part -> part.asText().replace("/opt/", root + "/opt/"))
                .toList();
        int jar = entrypoint.indexOf("-jar");
        List<String> flags = new ArrayList<>(List.of(memory()));
        flags.addAll(entrypoint.subList(1, jar));
        return new ServerCommand(Path.of(entrypoint.getFirst()), flags, Path.of(entrypoint.get(jar + 1)));
    }

    /// As much memory as the chart's limit leaves, which no container sets here: the heap's sizes follow from it.
    private static String memory() throws IOException {
        return "-XX:MaxRAM=%sm".formatted(first(MEMORY_LIMIT, CHART.resolve("values.yaml")));
    }

    private static String first(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult result) -> result.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + pattern + " in " + file));
    }

    private static JsonNode blob(Path layout, JsonNode digest) throws IOException {
        return read(path(layout, digest));
    }

    private static Path path(Path layout, JsonNode digest) {
        return layout.resolve("blobs").resolve(digest.asText().replace(':', '/'));
    }

    private static JsonNode read(Path file) throws IOException {
        return new JsonMapper().readTree(file.toFile());
    }

    private static void run(String... command) {
        Program.run(List.of(command), Map.of(), "", PATIENCE).require();
    }
}
