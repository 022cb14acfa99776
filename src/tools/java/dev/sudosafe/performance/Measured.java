package dev.sudosafe.performance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// The parts that have been measured, a file each.
public record Measured(
        Optional<DoorsData> doors,
        Optional<StartData> start,
        Optional<CreationData> creation,
        Optional<GrowthData> growth,
        Optional<JmhData> jmh,
        Optional<MemoryData> memory,
        Optional<SoakData> soak) {

    public static final Path FOLDER = Path.of("docs", "performance");

    private static final JsonMapper JSON = new JsonMapper();

    static Measured read(Path folder) {
        return new Measured(
                read(folder, "doors", DoorsData.class),
                read(folder, "start", StartData.class),
                read(folder, "creation", CreationData.class),
                read(folder, "growth", GrowthData.class),
                read(folder, "jmh", JmhData.class),
                read(folder, "memory", MemoryData.class),
                read(folder, "soak", SoakData.class));
    }

    private static <T> Optional<T> read(Path folder, String part, Class<T> type) {
        Path file = folder.resolve(part + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a part's file.
    public static void write(String part, Object data) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(part + ".json"), text(JSON.valueToTree(data)));
    }

    /// A line for each member, and for each item of a member.
    private static String text(JsonNode data) {
        return data.propertyStream()
                .map(member -> "  \"%s\": %s".formatted(member.getKey(), value(member.getValue())))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String value(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::toString).collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"))
                : value.toString();
    }
}
