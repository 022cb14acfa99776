package dev.sudosafe.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What an API server's OpenAPI document (`/openapi/v3/api/v1`) says of a pod, less the prose: the schemas that can be
/// reached from `Pod`, one a line, in the order of their names.
public final class OpenApi {

    static final String POD = "io.k8s.api.core.v1.Pod";

    private static final String REF = "$ref";
    private static final String PROPERTIES = "properties";

    /// What shapes a value. The rest is prose, defaults, and hints for patches.
    private static final List<String> SHAPING = List.of("type", "format", "enum", "required", "oneOf");

    private OpenApi() {}

    /// The canonical text of a served document.
    public static String trimmed(JsonNode served) {
        JsonNode schemas = served.at("/components/schemas");
        SortedMap<String, JsonNode> reached = new TreeMap<>();
        reach(POD, schemas, reached);
        return reached.entrySet().stream()
                .map(schema -> "\"" + schema.getKey() + "\": " + schema.getValue())
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    /// Every leaf of a pod with its status, by a served document.
    public static Set<String> leaves(JsonNode served) {
        Set<String> leaves = new TreeSet<>();
        walk(served.at("/components/schemas"), served.at("/components/schemas").path(POD), "", leaves);
        return leaves;
    }

    private static void walk(JsonNode schemas, JsonNode schema, String path, Set<String> leaves) {
        JsonNode shape = shape(schema);
        if (shape.has(REF)) {
            walk(schemas, schemas.path(shape.path(REF).asText()), path, leaves);
        } else if (schema.has("items")) {
            walk(schemas, schema.path("items"), path + "[*]", leaves);
        } else if (schema.has("additionalProperties")) {
            walk(schemas, schema.path("additionalProperties"), path + "[*]", leaves);
        } else if (schema.has(PROPERTIES)) {
            schema.path(PROPERTIES)
                    .propertyStream()
                    .forEach(member -> walk(
                            schemas,
                            member.getValue(),
                            path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                            leaves));
        } else {
            leaves.add(path);
        }
    }

    private static void reach(String name, JsonNode schemas, SortedMap<String, JsonNode> reached) {
        if (!reached.containsKey(name)) {
            ObjectNode schema = shape(schemas.path(name));
            if (name.equals(POD)) {
                // Written by the kubelet through a subresource that no door sees.
                schema.withObject("/" + PROPERTIES).remove("status");
            }
            reached.put(name, schema);
            schema.findValuesAsText(REF).forEach(ref -> reach(ref, schemas, reached));
        }
    }

    private static ObjectNode shape(JsonNode schema) {
        JsonNode only = schema.at("/allOf/0");
        ObjectNode shape = JsonNodeFactory.instance.objectNode();
        JsonNode ref = (only.isMissingNode() ? schema : only).path(REF);
        if (ref.isTextual()) {
            return shape.put(REF, ref.asText().substring("#/components/schemas/".length()));
        }
        SHAPING.stream().filter(schema::has).forEach(key -> shape.set(key, sorted(schema.path(key))));
        List.of("items", "additionalProperties").stream()
                .filter(schema::has)
                .forEach(key -> shape.set(key, shape(schema.path(key))));
        SortedMap<String, JsonNode> members = new TreeMap<>();
        schema.path(PROPERTIES).propertyStream().forEach(member -> members.put(member.getKey(), member.getValue()));
        members.forEach((name, member) -> shape.withObject("/" + PROPERTIES).set(name, shape(member)));
        return shape;
    }

    private static JsonNode sorted(JsonNode values) {
        if (!(values instanceof ArrayNode list) || !list.path(0).isTextual()) {
            return values;
        }
        ArrayNode result = list.arrayNode();
        list.valueStream().map(JsonNode::asText).sorted().forEach(result::add);
        return result;
    }
}
