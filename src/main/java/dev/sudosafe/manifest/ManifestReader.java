package dev.sudosafe.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads YAML and JSON as kubectl does: `yes`, `no`, `on` and `off` are booleans, a time or a date is a string, and a
/// key that stands twice is an error.
public final class ManifestReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 200;
    private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
    private static final int MAX_ALIASES = 200;

    /// Aliases may repeat values, but not multiply them: without any, a text has fewer values than characters.
    private static final int MAX_REPEATED_VALUES = 100_000;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private ManifestReader() {}

    /// The documents of a text; empty ones are left out.
    ///
    /// @throws MalformedManifestException at the first thing that is no YAML
    public static List<Manifest> read(String text) throws MalformedManifestException {
        List<Manifest> documents = new ArrayList<>();
        try {
            for (Node node : yaml().composeAll(new StringReader(withoutEscapedSlashes(text)))) {
                Map<JsonPointer, Position> positions = new HashMap<>();
                int values = Math.max(text.length(), MAX_REPEATED_VALUES);
                JsonNode json = new Converter(positions, values).convert(node, JsonPointer.empty(), 0);
                if (!json.isNull()) {
                    documents.add(new Manifest(json, positions));
                }
            }
        } catch (Rejected e) {
            throw new MalformedManifestException(e.position, e.problem);
        } catch (MarkedYAMLException e) {
            Mark mark = Optional.ofNullable(e.getProblemMark()).orElse(e.getContextMark());
            throw new MalformedManifestException(
                    position(mark), Optional.ofNullable(e.getProblem()).orElse("not YAML"));
        } catch (YAMLException e) {
            throw new MalformedManifestException(new Position(1, 1), String.valueOf(e.getMessage()));
        }
        return documents;
    }

    /// JSON may escape a slash, YAML 1.1 may not.
    private static String withoutEscapedSlashes(String text) {
        return text.stripLeading().startsWith("{") && text.contains("\\/")
                ? ESCAPE.matcher(text)
                        .replaceAll(
                                escape -> escape.group(1).equals("/") ? "/" : Matcher.quoteReplacement(escape.group()))
                : text;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowDuplicateKeys(false);
        DumperOptions dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new KubectlResolver());
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// YAML 1.1 without timestamps and without base 60, as kubectl's parser has it.
    private static final class KubectlResolver extends Resolver {

        private static final Pattern TRUTH =
                Pattern.compile("y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
        private static final Pattern INTEGER =
                Pattern.compile("[-+]?(?:0|[1-9][0-9_]*|0[0-7_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+)");
        private static final Pattern DECIMAL =
                Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, TRUTH, "yYnNtTfFoO");
            addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, DECIMAL, "-+0123456789.");
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }

    /// Carries a problem out of the recursion.
    private static final class Rejected extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Position position;
        private final String problem;

        Rejected(Node node, String problem) {
            super(problem, null, false, false);
            this.position = position(node.getStartMark());
            this.problem = problem;
        }
    }

    /// Makes a JSON tree of YAML nodes and notes their positions.
    private record Converter(Map<JsonPointer, Position> positions, int maxValues) {

        JsonNode convert(Node node, JsonPointer at, int depth) {
            if (depth > MAX_DEPTH) {
                throw new Rejected(node, "nested deeper than " + MAX_DEPTH + " levels");
            }
            if (positions.size() > maxValues) {
                throw new Rejected(node, "aliases repeat more than " + maxValues + " values");
            }
            positions.putIfAbsent(at, position(node.getStartMark()));
            return switch (node) {
                case MappingNode mapping -> object(mapping, at, depth);
                case SequenceNode sequence -> array(sequence, at, depth);
                case ScalarNode scalar -> scalar(scalar);
                default -> throw new Rejected(node, "unknown alias");
            };
        }

        private ObjectNode object(MappingNode mapping, JsonPointer at, int depth) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new Rejected(tuple.getKeyNode(), "a key must be a string");
                }
                if (key.getTag().equals(Tag.MERGE)) {
                    throw new Rejected(key, "merge keys are not supported: write the fields out");
                }
                if (object.has(key.getValue())) {
                    throw new Rejected(key, "duplicate key \"" + key.getValue() + "\"");
                }
                JsonPointer below = at.appendProperty(key.getValue());
                positions.put(below, position(key.getStartMark()));
                object.set(key.getValue(), convert(tuple.getValueNode(), below, depth + 1));
            }
            return object;
        }

        private ArrayNode array(SequenceNode sequence, JsonPointer at, int depth) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(convert(item, at.appendIndex(array.size()), depth + 1));
            }
            return array;
        }

        private static JsonNode scalar(ScalarNode node) {
            String text = node.getValue();
            try {
                return switch (node.getTag().getValue()) {
                    case "tag:yaml.org,2002:null" -> JSON.nullNode();
                    case "tag:yaml.org,2002:bool" -> JSON.booleanNode(truth(text));
                    case "tag:yaml.org,2002:int" -> integer(text.replace("_", ""));
                    case "tag:yaml.org,2002:float" -> JSON.numberNode(new BigDecimal(text));
                    default -> JSON.textNode(text);
                };
            } catch (NumberFormatException e) {
                throw new Rejected(node, "\"" + text + "\" is no number");
            }
        }

        private static boolean truth(String text) {
            return switch (text.toLowerCase(java.util.Locale.ROOT)) {
                case "y", "yes", "true", "on" -> true;
                default -> false;
            };
        }

        private static JsonNode integer(String text) {
            boolean negative = text.startsWith("-");
            String digits = negative || text.startsWith("+") ? text.substring(1) : text;
            BigInteger magnitude = magnitude(digits);
            BigInteger value = negative ? magnitude.negate() : magnitude;
            return value.bitLength() < Integer.SIZE
                    ? JSON.numberNode(value.intValue())
                    : value.bitLength() < Long.SIZE ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
        }

        private static BigInteger magnitude(String digits) {
            if (digits.startsWith("0x")) {
                return new BigInteger(digits.substring(2), 16);
            }
            if (digits.startsWith("0b")) {
                return new BigInteger(digits.substring(2), 2);
            }
            if (digits.startsWith("0o")) {
                return new BigInteger(digits.substring(2), 8);
            }
            return digits.length() > 1 && digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
        }
    }
}
