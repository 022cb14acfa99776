package dev.sudosafe.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestWriterTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "y",
                "N",
                "yes",
                "No",
                "on",
                "OFF",
                "true",
                "null",
                "~",
                "1",
                "-1",
                "1_000",
                "0x1f",
                "0o17",
                "017",
                "0b1",
                "1.5",
                ".5",
                "1e3",
                "1E+3",
                "6e2",
                ".inf",
                "-.INF",
                ".nan",
                "1:20",
                "190:20:30",
                "2026-01-02",
                "2026-01-02T03:04:05Z",
                "<<",
                "=",
                "-",
                "- a",
                "? a",
                "a: b",
                "a #b",
                "#a",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "'a'",
                "\"a\"",
                "%a",
                "@a",
                "`a`",
                "{a}",
                "[a]",
                "a,b",
                "---",
                "...",
                " a",
                "a ",
                "a\n",
                "\na",
                "  a\n b\n",
                "a\n\n",
                "a\r\nb",
                "a\tb",
                "\ta",
                "a\n\tb",
                "é",
                "😀",
                "\u0000",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "a\\b",
                "/dev/null",
                "unix:///run/x.sock",
                "a:",
                "key: |",
                "-c",
                "20Gi",
                "0.5"
            })
    void a_string_is_read_as_the_same_string(String text) throws Exception {
        assertThat(roundTrip(JSON.objectNode().put("a", text).put(text, "key"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "N", "yes", "0o17", "1e3", "1:20", "2026-01-02", "017", "~", "null"})
    void what_some_reader_takes_for_another_type_is_quoted(String text) {
        assertThat(ManifestWriter.write(List.of(JSON.objectNode().put("a", text))))
                .isEqualTo("a: \"" + text + "\"\n");
    }

    @Test
    void lines_stay_lines() {
        assertThat(ManifestWriter.write(List.of(JSON.objectNode().put("a", "one\ntwo\n"))))
                .isEqualTo("a: |\n  one\n  two\n");
    }

    @Test
    void numbers_are_read_as_the_same_numbers() throws Exception {
        ArrayNode numbers = JSON.arrayNode()
                .add(0)
                .add(-7)
                .add(Long.MAX_VALUE)
                .add(new BigDecimal("0.5"))
                .add(new BigDecimal("1E+3"))
                .add(new BigDecimal("1E-999999999"));
        assertThat(roundTrip(JSON.objectNode().set("a", numbers))).isTrue();
    }

    @Test
    void documents_are_read_as_the_same_documents() throws Exception {
        List<JsonNode> documents = List.of(
                JSON.objectNode().put("a", 1),
                JSON.objectNode(),
                JSON.objectNode().put("a", "---\nb"));
        assertThat(ManifestReader.read(ManifestWriter.write(documents)).stream().map(Manifest::json))
                .isEqualTo(documents);
    }

    @Test
    void random_trees_are_read_as_the_same_trees() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            JsonNode tree = JSON.objectNode().set("a", tree(random, 4));
            assertThat(roundTrip(tree)).as("%s", tree).isTrue();
        }
    }

    private static boolean roundTrip(JsonNode tree) throws Exception {
        return ManifestReader.read(ManifestWriter.write(List.of(tree))).stream()
                .map(Manifest::json)
                .toList()
                .equals(List.of(tree));
    }

    private static JsonNode tree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt());
            case 3, 4 -> JSON.textNode(text(random));
            case 5 -> {
                ArrayNode array = JSON.arrayNode();
                IntStream.range(0, random.nextInt(4)).forEach(i -> array.add(tree(random, depth - 1)));
                yield array;
            }
            default -> {
                ObjectNode object = JSON.objectNode();
                IntStream.range(0, random.nextInt(4)).forEach(i -> object.set(text(random), tree(random, depth - 1)));
                yield object;
            }
        };
    }

    private static String text(Random random) {
        String alphabet = "aZ0.:-# \n\t\r'\"\\{}[],&*!|>%@`?~/=_é😀\u0085";
        int[] points = alphabet.codePoints().toArray();
        return random.ints(random.nextInt(9), 0, points.length)
                .map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
