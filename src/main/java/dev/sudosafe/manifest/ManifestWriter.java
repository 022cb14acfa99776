package dev.sudosafe.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/// Writes JSON trees as YAML that every reader of Kubernetes manifests takes for the same trees: what could be a
/// number, a date or a boolean to any of them is quoted when it is a string.
public final class ManifestWriter {

    /// Numbers begin with a digit, a sign or a dot, whatever the version of YAML.
    private static final Pattern WORD = Pattern.compile("[a-zA-Z/][\\x20-\\x7e]*");

    private static final Set<String> RESERVED = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");
    private static final Pattern LINES = Pattern.compile("[\\x20-\\x7e]*(\\n[\\x20-\\x7e]*)+");

    private ManifestWriter() {}

    /// A document for each tree.
    public static String write(List<JsonNode> documents) {
        StringWriter text = new StringWriter();
        DumperOptions options = options();
        Serializer serializer = new Serializer(new Emitter(text, options), new Numbers(), options, null);
        try {
            serializer.open();
            for (JsonNode document : documents) {
                serializer.serialize(node(document));
            }
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        return options;
    }

    /// Knows numbers with exponent but without point, which YAML 1.1 would not take for numbers.
    private static final class Numbers extends Resolver {

        private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

        @Override
        protected void addImplicitResolvers() {
            super.addImplicitResolvers();
            addImplicitResolver(Tag.FLOAT, DECIMAL, "-0123456789");
        }
    }

    private static Node node(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT ->
                new MappingNode(
                        Tag.MAP,
                        json.propertyStream()
                                .map(member -> new NodeTuple(string(member.getKey()), node(member.getValue())))
                                .toList(),
                        FlowStyle.BLOCK);
            case ARRAY ->
                new SequenceNode(
                        Tag.SEQ, json.valueStream().map(ManifestWriter::node).toList(), FlowStyle.BLOCK);
            case STRING -> string(json.textValue());
            case NUMBER -> scalar(json.isIntegralNumber() ? Tag.INT : Tag.FLOAT, json.asText(), ScalarStyle.PLAIN);
            case BOOLEAN -> scalar(Tag.BOOL, json.asText(), ScalarStyle.PLAIN);
            case NULL, MISSING -> scalar(Tag.NULL, "null", ScalarStyle.PLAIN);
            case BINARY, POJO -> throw new IllegalArgumentException("not of a manifest: " + json.getNodeType());
        };
    }

    private static Node string(String text) {
        return scalar(Tag.STR, text, style(text));
    }

    private static ScalarStyle style(String text) {
        if (WORD.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
            return ScalarStyle.PLAIN;
        }
        return LINES.matcher(text).matches() ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
    }

    private static Node scalar(Tag tag, String text, ScalarStyle style) {
        return new ScalarNode(tag, text, null, null, style);
    }
}
