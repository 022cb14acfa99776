package dev.sudosafe.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pod of the API server's version, metadata and spec, and every place in it at which a value may stand.
public final class PodSchema {

    /// Held current by an integration test that asks a real API server.
    public static final Path FILE = Documents.resource("openapi").resolve("pod-1.37.2.json");

    private static final List<Schema.Leaf> FOUND = new ArrayList<>();

    public static final Schema POD = new Reader(document(), FOUND).named(OpenApi.POD, List.of());

    public static final List<Schema.Leaf> LEAVES = List.copyOf(FOUND);

    private PodSchema() {}

    /// Of a container in this list.
    public static Schema container(String list) {
        return switch (member(member(POD, "spec"), list)) {
            case Schema.Listing containers -> containers.item();
            default -> throw new IllegalArgumentException(list);
        };
    }

    private static Schema member(Schema schema, String name) {
        return switch (schema) {
            case Schema.Struct struct -> Objects.requireNonNull(struct.members().get(name), name);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static JsonNode document() {
        try {
            return new JsonMapper().readTree(Documents.text(FILE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Follows each reference anew, so that every place has leaves of its own.
    private record Reader(JsonNode document, List<Schema.Leaf> found) {

        Schema named(String name, List<String> steps) {
            return read(document.path(name), steps);
        }

        private Schema read(JsonNode schema, List<String> steps) {
            if (schema.has("$ref")) {
                return named(schema.path("$ref").asText(), steps);
            }
            if (schema.has("items")) {
                return new Schema.Listing(read(schema.path("items"), with(steps, Schema.ANY)));
            }
            if (schema.has("additionalProperties")) {
                return new Schema.FreeKeys(read(schema.path("additionalProperties"), with(steps, Schema.ANY)));
            }
            return schema.has("properties") ? struct(schema, steps) : leaf(schema, steps);
        }

        private Schema.Struct struct(JsonNode schema, List<String> steps) {
            Map<String, Schema> members = new TreeMap<>();
            schema.path("properties")
                    .propertyStream()
                    .forEach(member ->
                            members.put(member.getKey(), read(member.getValue(), with(steps, member.getKey()))));
            return new Schema.Struct(members, texts(schema.path("required")).collect(Collectors.toUnmodifiableSet()));
        }

        private Schema.Leaf leaf(JsonNode schema, List<String> steps) {
            Schema.Leaf leaf = new Schema.Leaf(
                    found.size(),
                    steps,
                    type(schema),
                    texts(schema.path("enum")).toList());
            found.add(leaf);
            return leaf;
        }

        private static Schema.Type type(JsonNode schema) {
            String format = schema.path("format").asText();
            return switch (schema.path("type").asText()) {
                case "boolean" -> Schema.Type.BOOLEAN;
                case "integer" -> Schema.Type.INTEGER;
                case "string" -> format.equals("date-time") ? Schema.Type.TIME : Schema.Type.STRING;
                case "object" -> Schema.Type.ANY;
                case "" -> format.equals("int-or-string") ? Schema.Type.INT_OR_STRING : Schema.Type.QUANTITY;
                default -> throw new IllegalArgumentException("a new type: " + schema);
            };
        }

        private static Stream<String> texts(JsonNode list) {
            return list.valueStream().map(JsonNode::asText);
        }

        private static List<String> with(List<String> steps, String last) {
            return Stream.concat(steps.stream(), Stream.of(last)).toList();
        }
    }
}
