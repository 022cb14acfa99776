package dev.sudosafe.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    /// The right column is what kubectl 1.36.3 makes of the left one.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "yes, true",
                "No, false",
                "on, true",
                "OFF, false",
                "True, true",
                "y, true",
                "N, false",
                "2026-01-01, \"2026-01-01\"",
                "2026-01-01T00:00:00Z, \"2026-01-01T00:00:00Z\"",
                "1:30, \"1:30\"",
                "010, 8",
                "0o10, 8",
                "0x1F, 31",
                "0b11, 3",
                "1_000, 1000",
                "+12, 12",
                "-12, -12",
                "08, 8",
                ".5, 0.5",
                "1e3, 1000",
                "12e03, 12000",
                "1.0, 1",
                "~, null",
                "null, null",
                "=, \"=\"",
                "'yes', \"yes\"",
                "\"010\", \"010\"",
                "!!str 5, \"5\"",
                "500m, \"500m\"",
                "1.2.3, \"1.2.3\""
            })
    void a_scalar_is_what_kubectl_makes_of_it(String yaml, String json) throws Exception {
        JsonNode value = only("value: " + yaml).path("value");
        JsonNode expected = new ObjectMapper().readTree(json);
        if (expected.isNumber()) {
            assertThat(value.isNumber()).isTrue();
            assertThat(value.decimalValue()).isEqualByComparingTo(expected.decimalValue());
        } else {
            assertThat(value).isEqualTo(expected);
        }
    }

    @Test
    void an_integer_beyond_the_range_of_long_keeps_its_digits() throws Exception {
        assertThat(only("value: 12345678901234567890").path("value").toString()).isEqualTo("12345678901234567890");
    }

    @Test
    void a_key_that_stands_twice_is_refused_where_it_stands_again() {
        MalformedManifestException e = rejected("metadata:\n  name: a\n  labels: {}\n  name: b\n");
        assertThat(e).hasMessage("duplicate key \"name\"");
        assertThat(e.position()).isEqualTo(new Position(4, 3));
    }

    @Test
    void a_key_that_stands_twice_in_json_is_refused_too() {
        assertThat(rejected("{\"a\": 1,\n \"a\": 2}").position()).isEqualTo(new Position(2, 2));
    }

    @Test
    void documents_come_in_their_order_and_empty_ones_not_at_all() throws Exception {
        assertThat(ManifestReader.read("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n...\n"))
                .extracting(manifest -> manifest.json().toString())
                .containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "null"})
    void a_text_without_content_has_no_documents(String text) throws Exception {
        assertThat(ManifestReader.read(text)).isEmpty();
    }

    @Test
    void positions_count_from_one_and_are_those_of_the_keys() throws Exception {
        Manifest manifest = ManifestReader.read("a:\n  b: [1, 2]\n").getFirst();
        assertThat(manifest.position(JsonPointer.compile("/a/b"))).isEqualTo(new Position(2, 3));
        assertThat(manifest.position(JsonPointer.compile("/a/b/1"))).isEqualTo(new Position(2, 10));
    }

    @Test
    void positions_count_through_the_documents_of_a_text() throws Exception {
        Manifest second = ManifestReader.read("a: 1\n---\nb: 2\n").getLast();
        assertThat(second.position(JsonPointer.compile("/b"))).hasToString("3:1");
    }

    @Test
    void what_the_text_lacks_is_where_its_nearest_parent_is() throws Exception {
        Manifest manifest = ManifestReader.read("a: 1\nb:\n  c: 2\n").getFirst();
        assertThat(manifest.position(JsonPointer.compile("/b/d/e"))).isEqualTo(new Position(2, 1));
        assertThat(manifest.position(JsonPointer.compile("/z"))).isEqualTo(new Position(1, 1));
    }

    @Test
    void json_is_read_with_its_tabs() throws Exception {
        assertThat(only("{\n\t\"a\": [\n\t\t1,\n\t\t\"x\"\n\t]\n}")).hasToString("{\"a\":[1,\"x\"]}");
    }

    @Test
    void json_on_one_line_is_read() throws Exception {
        assertThat(only("{\"a\":{\"b\":[true,null,1.5,\"c\"]}}")).hasToString("{\"a\":{\"b\":[true,null,1.5,\"c\"]}}");
    }

    @Test
    void the_escapes_of_json_strings_are_read() throws Exception {
        assertThat(only("{\"a\": \"\\u00fc\\n\\t\\\"\\\\\\/\"}").path("a").textValue())
                .isEqualTo("ü\n\t\"\\/");
    }

    @Test
    void characters_beyond_the_first_plane_are_read() throws Exception {
        assertThat(only("a: \uD83D\uDE80").path("a").textValue()).isEqualTo("\uD83D\uDE80");
    }

    @Test
    void the_escape_of_a_character_beyond_the_first_plane_is_read() throws Exception {
        assertThat(only("{\"a\": \"\\ud83d\\ude80\"}").path("a").textValue()).isEqualTo("\uD83D\uDE80");
    }

    @Test
    void an_alias_repeats_its_anchor() throws Exception {
        assertThat(only("a: &x {b: 1}\nc: *x\n")).hasToString("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
    }

    @Test
    void a_tab_as_indentation_is_refused_where_it_stands() {
        assertThat(rejected("a:\n\tb: 1\n").position().line()).isEqualTo(2);
    }

    @Test
    void an_open_bracket_is_refused_where_the_text_ends() {
        assertThat(rejected("a: [1,\nb: 2\n").position().line()).isGreaterThan(1);
    }

    @Test
    void an_unknown_alias_is_refused() {
        assertThat(rejected("a: *nobody\n")).hasMessageContaining("nobody");
    }

    @Test
    void a_merge_key_is_refused_with_a_remedy() {
        assertThat(rejected("a: &x {b: 1}\nc:\n  <<: *x\n"))
                .hasMessage("merge keys are not supported: write the fields out");
    }

    @Test
    void a_key_that_is_no_string_is_refused() {
        assertThat(rejected("[a, b]: 1\n")).hasMessage("a key must be a string");
    }

    @Test
    void a_control_character_is_refused() {
        assertThat(rejected("a: \u0007")).isNotNull();
    }

    @Test
    void nesting_is_limited() {
        assertThat(rejected("[".repeat(10_000) + "]".repeat(10_000))).isNotNull();
    }

    @Test
    void a_pod_s_usual_nesting_is_far_from_the_limit() throws Exception {
        assertThat(ManifestReader.read("[".repeat(100) + "]".repeat(100))).hasSize(1);
    }

    @Test
    @Timeout(10)
    void an_alias_in_itself_is_refused() {
        assertThat(rejected("a: &a [*a]\n")).isNotNull();
    }

    @Test
    @Timeout(10)
    void few_aliases_that_multiply_are_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(
                            i,
                            i,
                            String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias))));
        }
        assertThat(rejected(bomb.toString())).hasMessageContaining("alias");
    }

    @Test
    @Timeout(10)
    void many_aliases_are_refused() {
        String bomb = "a: &a [x]\nb: [" + "*a, ".repeat(1_000) + "*a]\n";
        assertThat(rejected(bomb)).hasMessageContaining("alias");
    }

    private static JsonNode only(String text) throws MalformedManifestException {
        List<Manifest> documents = ManifestReader.read(text);
        assertThat(documents).hasSize(1);
        return documents.getFirst().json();
    }

    private static MalformedManifestException rejected(String text) {
        return catchThrowableOfType(MalformedManifestException.class, () -> ManifestReader.read(text));
    }
}
