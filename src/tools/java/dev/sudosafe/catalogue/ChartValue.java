package dev.sudosafe.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A key of the chart's values, and the comment above it, which is its documentation.
///
/// @param path with dots, from the top
/// @param comment without marks, line by line
/// @param children the keys below, where the schema names them: what is Kubernetes' own has none
record ChartValue(String path, String comment, JsonNode byDefault, List<ChartValue> children) {

    static final Path FILE = Path.of("helm", "sudosafe", "values.yaml");

    /// Those at the top, in the order of the file.
    static List<ChartValue> all(JsonNode schema) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        String text = Documents.text(FILE);
        Node root = new Yaml(options).compose(new StringReader(text));
        return below("", root, Documents.tree(text), schema);
    }

    /// Itself and all below.
    Stream<ChartValue> whole() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(ChartValue::whole));
    }

    /// What stands between the empty lines of the comment.
    List<String> paragraphs() {
        return List.of(comment.split("\n\n"));
    }

    private static List<ChartValue> below(String above, Node node, JsonNode values, JsonNode schema) {
        return node instanceof MappingNode mapping && schema.has("properties")
                ? mapping.getValue().stream()
                        .map(entry -> of(above, entry, values, schema.path("properties")))
                        .toList()
                : List.of();
    }

    private static ChartValue of(String above, NodeTuple entry, JsonNode values, JsonNode properties) {
        String key = ((ScalarNode) entry.getKeyNode()).getValue();
        JsonNode value = values.path(key);
        return new ChartValue(
                above + key,
                comment(entry.getKeyNode()),
                value,
                below(above + key + ".", entry.getValueNode(), value, properties.path(key)));
    }

    private static String comment(Node key) {
        return Objects.requireNonNullElse(key.getBlockComments(), List.<CommentLine>of()).stream()
                .filter(line -> line.getCommentType() == CommentType.BLOCK)
                .map(line -> line.getValue().replaceFirst("^ ", ""))
                .collect(Collectors.joining("\n"));
    }
}
