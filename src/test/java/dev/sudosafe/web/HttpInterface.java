package dev.sudosafe.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/// What `docs/openapi.yaml` says.
public record HttpInterface(JsonNode document) {

    public static final Path FILE = Path.of("docs", "openapi.yaml");
    static final Path PROFILE_SCHEMA = Path.of("docs", "profile.schema.json");

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String ADDRESS = "https://sudosafe.dev/openapi.yaml";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(
                    Map.of("https://sudosafe.dev/profile.schema.json", Documents.text(PROFILE_SCHEMA))));

    public static HttpInterface published() {
        Object loaded = new Yaml().load(Documents.text(FILE));
        return new HttpInterface(new ObjectMapper().valueToTree(loaded));
    }

    /// Such as `GET /facts`.
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        operations.add(name.toUpperCase(Locale.ROOT) + " " + path);
                    }
                }));
        return operations;
    }

    /// What a schema of the document finds wrong.
    ///
    /// @param schema which may refer to others of the document
    List<Error> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.put("$id", ADDRESS).set("components", document.path("components"));
        Schema compiled = SCHEMAS.getSchema(whole);
        return compiled.validate(value);
    }

    /// What the schema of this name finds wrong.
    public List<Error> problems(String name, JsonNode value) {
        return problems(document.at("/components/schemas/" + name), value);
    }
}
