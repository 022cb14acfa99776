package dev.sudosafe.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;

/// The JSON schema of the chart's values. Types and patterns are written by hand; descriptions and defaults are those
/// of
/// `values.yaml`, the settings of a profile those of its records.
final class ChartSchema {

    static final Path FILE = Path.of("helm", "sudosafe", "values.schema.json");

    private ChartSchema() {}

    /// It keeps to what draft 7 has as well, since Helm knew no later one before 3.18.
    static ObjectNode schema() {
        ObjectNode schema = (ObjectNode) Documents.tree(Documents.text(FILE));
        ((ObjectNode) schema.at("/definitions/profile/properties"))
                .set("spec", ProfileSchema.schema().at("/properties/spec"));
        ChartValue.all(schema).stream().flatMap(ChartValue::whole).forEach(value -> describe(value, schema));
        return schema;
    }

    /// A value that the schema does not have is for the tests to tell.
    private static void describe(ChartValue value, JsonNode schema) {
        if (schema.at("/properties/" + value.path().replace(".", "/properties/")) instanceof ObjectNode property) {
            property.put("description", value.paragraphs().getFirst().replace('\n', ' '));
            if (value.children().isEmpty()) {
                property.set("default", value.byDefault());
            }
        }
    }
}
