package dev.sudosafe.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;

/// JSON as people write it: what fits on a line stays on it.
final class CompactJson {

    private static final int WIDTH = 110;
    private static final String STEP = "  ";

    private CompactJson() {}

    static String text(JsonNode tree) {
        return text("", tree, "") + "\n";
    }

    /// @param key stands before the value, with its colon
    private static String text(String key, JsonNode node, String indent) {
        String line = key + line(node);
        return node.isEmpty() || indent.length() + line.length() <= WIDTH ? line : key + lines(node, indent);
    }

    private static String line(JsonNode node) {
        if (node.isObject() && !node.isEmpty()) {
            return node.propertyStream()
                    .map(entry -> key(entry.getKey()) + line(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (node.isArray()) {
            return node.valueStream().map(CompactJson::line).collect(Collectors.joining(", ", "[", "]"));
        }
        return node.toString();
    }

    private static String lines(JsonNode node, String indent) {
        String inner = indent + STEP;
        List<String> parts = node.isObject()
                ? node.propertyStream()
                        .map(entry -> text(key(entry.getKey()), entry.getValue(), inner))
                        .toList()
                : node.valueStream().map(item -> text("", item, inner)).toList();
        String all = inner + String.join(",\n" + inner, parts) + "\n" + indent;
        return node.isObject() ? "{\n" + all + "}" : "[\n" + all + "]";
    }

    private static String key(String name) {
        return TextNode.valueOf(name) + ": ";
    }
}
