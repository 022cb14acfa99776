package dev.sudosafe.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sudosafe.fixture.Documents;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a leaf may hold: what people write, and what attackers do. All of it has the leaf's JSON type.
///
/// @param usual at least one value
/// @param hostile perhaps none; of a map with free keys mostly maps of one entry
public record Values(List<JsonNode> usual, List<JsonNode> hostile) {

    private static final JsonNode BY_PATH =
            Documents.tree(Documents.text(Documents.resource("openapi").resolve("values.yaml")));

    private static final List<Values> ALL =
            PodSchema.LEAVES.stream().map(Values::find).toList();

    public Values {
        usual = List.copyOf(usual);
        hostile = List.copyOf(hostile);
    }

    public static Values of(Schema.Leaf leaf) {
        return ALL.get(leaf.index());
    }

    private static Values find(Schema.Leaf leaf) {
        List<String> names =
                leaf.steps().stream().filter(step -> !step.equals(Schema.ANY)).toList();
        return IntStream.range(0, names.size())
                .mapToObj(start -> String.join(".", names.subList(start, names.size())))
                .map(BY_PATH::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .map(Values::read)
                .or(() -> choices(leaf.choices()))
                .orElseGet(() -> ofType(leaf.type()));
    }

    private static Values read(JsonNode values) {
        return new Values(
                values.path("usual").valueStream().toList(),
                values.path("hostile").valueStream().toList());
    }

    private static Optional<Values> choices(List<String> choices) {
        return choices.isEmpty() ? Optional.empty() : Optional.of(texts(choices, List.of("")));
    }

    private static Values ofType(Schema.Type type) {
        return switch (type) {
            case STRING -> texts(List.of("x", "tooling"), List.of("", "../..", "\u0000\u001b[2J", "x".repeat(300)));
            case INTEGER -> trees(List.of("1", "30"), List.of("0", "-1", "2147483647"));
            case BOOLEAN -> trees(List.of("true", "false"), List.of());
            case INT_OR_STRING -> trees(List.of("80", "http"), List.of("-1", "''"));
            case QUANTITY -> trees(List.of("'1'", "100m", "1Gi"), List.of("5", "'-1'", "'1e99'"));
            case TIME -> texts(List.of("2026-11-22T00:00:00Z"), List.of());
            case ANY -> trees(List.of("{}"), List.of());
        };
    }

    private static Values texts(List<String> usual, List<String> hostile) {
        return new Values(nodes(usual.stream()), nodes(hostile.stream()));
    }

    private static List<JsonNode> nodes(Stream<String> texts) {
        return texts.map(text -> (JsonNode) TextNode.valueOf(text)).toList();
    }

    private static Values trees(List<String> usual, List<String> hostile) {
        return new Values(
                usual.stream().map(Documents::tree).toList(),
                hostile.stream().map(Documents::tree).toList());
    }
}
