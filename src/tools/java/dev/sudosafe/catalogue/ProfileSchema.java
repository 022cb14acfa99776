package dev.sudosafe.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.profile.Capability;
import dev.sudosafe.profile.WorkspaceProfile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The JSON schema of a workspace profile, from its records.
final class ProfileSchema {

    static final Path FILE = Path.of("docs", "profile.schema.json");

    /// What the records' constructors refuse and their types do not tell.
    private static final String RULES =
            """
            required: [apiVersion, kind, metadata]
            properties:
              apiVersion: {const: %s}
              kind: {const: %s}
              metadata:
                properties:
                  name: {pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"}
              spec:
                properties:
                  namespaceSelector: &selector
                    properties:
                      matchExpressions:
                        items:
                          if: {required: [operator], properties: {operator: {enum: [In, NotIn]}}}
                          then: {required: [values], properties: {values: {minItems: 1}}}
                          else: {properties: {values: {maxItems: 0}}}
                  podSelector: *selector
                  isolation: {minItems: 1}
                  docker:
                    properties:
                      image: {pattern: "\\\\S"}
                      appArmorProfile: {pattern: "\\\\S"}
                      storage:
                        not: {required: [emptyDir, ephemeral]}
                        properties: {ephemeral: {properties: {volumeClaimTemplate: {type: object}}}}
                      resources: {properties: {limits: {type: object}, requests: {type: object}}}
                      registryMirrors: {items: {pattern: "^https?://[^\\\\s/?#@]+(/[^\\\\s?#]*)?$"}}
                      insecureRegistries: {items: {pattern: "^[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?$"}}
                  policy:
                    properties:
                      allow:
                        properties:
                          capabilities: {items: {not: {pattern: "%s"}}}
                          volumeTypes: {items: {not: {const: hostPath}}}
                          procMounts: {items: {enum: [Default, Unmasked]}}
                          idsPerPod: {minimum: 65536, multipleOf: 65536}
                if:
                  required: [docker]
                  properties:
                    docker: {required: [engine], properties: {engine: {const: RootfulInUserNamespace}}}
                then:
                  required: [podSelector]
                  properties:
                    podSelector: {properties: {matchLabels: {maxProperties: 0}, matchExpressions: {maxItems: 0}}}
            """.formatted(WorkspaceProfile.API_VERSION, WorkspaceProfile.KIND, neverAllowed());

    private ProfileSchema() {}

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "https://sudosafe.dev/profile.schema.json")
                .put("title", "Workspace profile of Sudosafe");
        schema.setAll(RecordSchema.of(WorkspaceProfile.class));
        merge(schema, Documents.tree(RULES));
        ArrayNode ids = ((ObjectNode) schema.at("/properties/spec/properties/policy/properties/checks"))
                .putObject("propertyNames")
                .putArray("enum");
        Checks.ids().forEach(ids::add);
        return schema;
    }

    /// The names that no profile can allow, in whatever case, with and without their prefix.
    private static String neverAllowed() {
        Map<Character, String> letters = new HashMap<>();
        return Capability.never().stream()
                .sorted()
                .map(name -> inAnyCase(name, letters))
                .collect(Collectors.joining("|", "^(" + inAnyCase("CAP_", letters) + ")?(", ")$"));
    }

    private static String inAnyCase(String name, Map<Character, String> letters) {
        return name.chars()
                .mapToObj(letter -> letters.computeIfAbsent((char) letter, ProfileSchema::inAnyCase))
                .collect(Collectors.joining());
    }

    /// The class of those that become this letter in capitals: the long s, for one, becomes an S too.
    private static String inAnyCase(char letter) {
        String same = IntStream.rangeClosed(0, Character.MAX_VALUE)
                .mapToObj(Character::toString)
                .filter(other -> other.toUpperCase(Locale.ROOT).equals(Character.toString(letter)))
                .collect(Collectors.joining());
        return same.length() == 1 ? same : "[" + same + "]";
    }

    /// What a setting is, by its path below `spec`.
    static String description(String setting) {
        return schema().at("/properties/spec/properties/" + setting.replace(".", "/properties/"))
                .path("description")
                .asText();
    }

    /// Objects are merged, all else is replaced.
    private static void merge(ObjectNode into, JsonNode rules) {
        rules.propertyStream().forEach(rule -> {
            if (rule.getValue().isObject()) {
                merge(into.withObjectProperty(rule.getKey()), rule.getValue());
            } else {
                into.set(rule.getKey(), rule.getValue());
            }
        });
    }
}
