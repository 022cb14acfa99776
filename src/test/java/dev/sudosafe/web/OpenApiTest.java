package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sudosafe.audit.Change;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The OpenAPI document is one, and tells of the paths that the process answers, and of no other.
class OpenApiTest {

    private static final HttpInterface PUBLISHED = HttpInterface.published();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /// By the schema that https://spec.openapis.org/oas/3.1 publishes (Apache-2.0).
    @Test
    void it_is_an_openapi_document() {
        Path schema = Documents.resource("openapi/oas-3.1-2022-10-07.json");
        assertThat(SCHEMAS.getSchema(Documents.text(schema)).validate(PUBLISHED.document()))
                .isEmpty();
    }

    static Stream<Map.Entry<String, JsonNode>> schemas() {
        return PUBLISHED.document().at("/components/schemas").propertyStream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_schema_is_one_of_json_schema(Map.Entry<String, JsonNode> schema) {
        assertThat(SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                        .validate(schema.getValue()))
                .isEmpty();
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = PUBLISHED.document().findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(50).allMatch(OpenApiTest::resolves);
    }

    private static boolean resolves(String reference) {
        return reference.startsWith("#")
                ? !PUBLISHED.document().at(reference.substring(1)).isMissingNode()
                : Files.exists(HttpInterface.FILE.resolveSibling(reference));
    }

    static List<JsonNode> examples() {
        return PUBLISHED.document().findParents("example").stream()
                .filter(described -> described.has("schema"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_valid(JsonNode described) {
        assertThat(PUBLISHED.problems(described.path("schema"), described.path("example")))
                .isEmpty();
    }

    @Test
    void every_kind_of_object_that_is_answered_is_described_to_its_last_field() {
        Set<String> open = Set.of("Review", "Facts", "SurveyLine");
        assertThat(schemas()
                        .filter(schema -> !open.contains(schema.getKey())
                                && schema.getValue().path("type").asText().equals("object")))
                .hasSizeGreaterThan(5)
                .allMatch(
                        schema -> schema.getValue().path("additionalProperties").isBoolean());
    }

    @Test
    void it_tells_of_the_paths_that_are_answered_and_no_others() throws ReflectiveOperationException {
        assertThat(PUBLISHED.operations()).isEqualTo(RegisteredRoutes.operations());
    }

    @Test
    void the_words_for_a_change_are_those_of_the_process() {
        assertThat(PUBLISHED.document().at("/components/schemas/Change/properties/change/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(Change.values()).map(Object::toString).toList());
    }

    @Test
    void each_error_that_is_described_has_the_code_of_a_problem() {
        Set<String> codes = Arrays.stream(Problem.values())
                .map(problem -> Integer.toString(problem.code()))
                .collect(Collectors.toSet());
        Stream<String> described = PUBLISHED.document().path("paths").findValues("responses").stream()
                .flatMap(responses -> responses.propertyStream().map(Map.Entry::getKey));
        assertThat(described.filter(code -> !code.equals("200"))).isNotEmpty().isSubsetOf(codes);
    }
}
