package dev.sudosafe.admission;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/// A review's JSON as a tree, without the parts that no door looks at: managed fields alone are often a third of a
/// pod. They are only read over, so that they must still be JSON.
final class PrunedTree {

    /// Deeper than any pod: its OpenAPI schema ends below 20, and the API server stores no pod of over 1.5 MB.
    private static final int MAX_DEPTH = 500;

    private static final ObjectReader TREE = reader();

    private static final Part LEFT_OUT = new Part.LeftOut();

    private static final Part OBJECT = new Part.Members(
            Map.of("metadata", new Part.Members(Map.of("managedFields", LEFT_OUT)), "status", LEFT_OUT));

    private static final Part.Members REVIEW = new Part.Members(Map.of(
            "request",
            new Part.Members(Map.of(
                    "resource", LEFT_OUT,
                    "requestKind", LEFT_OUT,
                    "requestResource", LEFT_OUT,
                    "options", LEFT_OUT,
                    "userInfo", new Part.Members(Map.of("extra", LEFT_OUT)),
                    "object", OBJECT,
                    "oldObject", OBJECT))));

    private PrunedTree() {}

    private sealed interface Part {
        record LeftOut() implements Part {}

        /// An object of which some members are special.
        record Members(Map<String, Part> parts) implements Part {}
    }

    /// @return a missing node if there is nothing but white space
    /// @throws IOException if it is not JSON, has a key twice, or something behind its end
    static JsonNode read(byte[] json) throws IOException {
        try (JsonParser parser = TREE.createParser(json)) {
            if (parser.nextToken() == null) {
                return MissingNode.getInstance();
            }
            JsonNode tree = value(parser, REVIEW);
            if (parser.nextToken() != null) {
                throw problem(parser, "Trailing token");
            }
            return tree;
        }
    }

    private static JsonNode value(JsonParser parser, Part.Members members) throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT ? object(parser, members) : whole(parser);
    }

    /// Texts at once, as Jackson makes a context for each tree that it reads.
    private static JsonNode whole(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? JsonNodeFactory.instance.textNode(parser.getText())
                : TREE.readTree(parser);
    }

    private static ObjectNode object(JsonParser parser, Part.Members members) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (members.parts().get(name)) {
                case null -> add(object, name, whole(parser), parser);
                case Part.Members inner -> add(object, name, value(parser, inner), parser);
                case Part.LeftOut _ -> parser.skipChildren();
            }
        }
        return object;
    }

    private static void add(ObjectNode object, String name, JsonNode value, JsonParser parser) throws IOException {
        if (object.replace(name, value) != null) {
            throw problem(parser, "Duplicate field '" + name + "'");
        }
    }

    private static JsonParseException problem(JsonParser parser, String text) {
        return new JsonParseException(parser, text, parser.currentTokenLocation());
    }

    private static ObjectReader reader() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper.readerFor(JsonNode.class);
    }
}
