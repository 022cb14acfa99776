package dev.sudosafe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart's values, their comments and their schema tell of the same.
class ChartValueTest {

    private static final JsonNode SCHEMA = Documents.tree(Documents.text(ChartSchema.FILE));

    /// What Helm or a parent chart may write into the values of any chart.
    private static final Set<String> NOT_OURS = Set.of("enabled", "global");

    static Stream<ChartValue> values() {
        return ChartValue.all(SCHEMA).stream().flatMap(ChartValue::whole);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_has_a_comment(ChartValue value) {
        assertThat(value.comment()).isNotBlank();
    }

    @Test
    void the_schema_has_the_values_and_no_others() {
        Set<String> keys = values().map(ChartValue::path).collect(Collectors.toCollection(TreeSet::new));

        assertThat(keys).hasSizeGreaterThan(50).isEqualTo(properties("", SCHEMA));
    }

    /// The exceptions are Kubernetes' own, and taken as they are.
    @Test
    void every_object_of_the_schema_refuses_what_it_does_not_know() {
        assertThat(objects(SCHEMA)).hasSizeGreaterThan(30);
        assertThat(objects(SCHEMA)
                        .filter(object -> object.path("additionalProperties").asBoolean(true))
                        .map(object -> object.path("description").asText()))
                .containsExactly(
                        "a generic ephemeral volume, as in a pod's volume",
                        "resources of the sidecar, as in a container");
    }

    private static Set<String> properties(String above, JsonNode schema) {
        Set<String> all = new TreeSet<>();
        schema.path("properties").propertyStream().forEach(property -> {
            if (!(above.isEmpty() && NOT_OURS.contains(property.getKey()))) {
                all.add(above + property.getKey());
                all.addAll(properties(above + property.getKey() + ".", property.getValue()));
            }
        });
        return all;
    }

    /// Those with properties of their own. Conditions ("if", "then") judge a part of an object that stands elsewhere.
    private static Stream<JsonNode> objects(JsonNode schema) {
        Stream<JsonNode> below = schema.propertyStream()
                .filter(entry -> !Set.of("if", "then", "else", "default").contains(entry.getKey()))
                .flatMap(entry -> objects(entry.getValue()));
        Stream<JsonNode> items = schema.isArray() ? schema.valueStream().flatMap(ChartValueTest::objects) : below;
        return schema.path("type").asText().equals("object") && schema.has("properties")
                ? Stream.concat(Stream.of(schema), items)
                : items;
    }
}
