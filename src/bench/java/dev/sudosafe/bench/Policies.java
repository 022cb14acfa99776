package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the API server's own policies in CEL can do of the same: the recorded patch as a MutatingAdmissionPolicy, which
/// knows this one pod, and Pod Security's baseline as a ValidatingAdmissionPolicy.
///
/// @param version of MutatingAdmissionPolicy that the API server has
record Policies(Kubectl kubectl, String version) {

    private static final Path VALIDATING = Path.of("src", "bench", "resources", "policies", "validating.yaml");
    private static final String GROUP = "admissionregistration.k8s.io/";
    private static final JsonMapper JSON = new JsonMapper();

    /// Objects of these fields have keys of the author's own, which CEL has maps for.
    private static final Set<String> MAPS =
            Set.of("annotations", "labels", "limits", "requests", "nodeSelector", "matchLabels");

    static Policies of(Kubectl kubectl) {
        for (String version : List.of("v1", "v1beta1")) {
            String served = kubectl.run("get", "--raw", "/apis/" + GROUP + version).require();
            if (served.contains("\"mutatingadmissionpolicies\"")) {
                return new Policies(kubectl, version);
            }
        }
        throw new IllegalStateException("no MutatingAdmissionPolicy is served");
    }

    /// @param namespace by its label `bench`
    /// @param mutated the recorded answer of the mutating door
    void install(String namespace, byte[] mutated) throws IOException {
        for (JsonNode document : Documents.trees(Files.readString(VALIDATING))) {
            apply(document);
        }
        JsonNode patch = JSON.readTree(JSON.readTree(mutated).at("/response/patch").binaryValue());
        ObjectNode policy = (ObjectNode) Documents.tree("""
                apiVersion: %s%s
                kind: MutatingAdmissionPolicy
                metadata: {name: bench-policies}
                spec:
                  failurePolicy: Fail
                  reinvocationPolicy: IfNeeded
                  matchConstraints:
                    namespaceSelector: {matchLabels: {bench: %s}}
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                  matchConditions: [{name: not-yet, expression: "!has(object.spec.hostUsers)"}]
                  mutations: [{patchType: JSONPatch, jsonPatch: {expression: ""}}]
                """.formatted(GROUP, version, namespace));
        ((ObjectNode) policy.at("/spec/mutations/0/jsonPatch")).put("expression", cel(patch));
        apply(policy);
        apply(Documents.tree("""
                apiVersion: %s%s
                kind: MutatingAdmissionPolicyBinding
                metadata: {name: bench-policies}
                spec: {policyName: bench-policies}
                """.formatted(GROUP, version)));
    }

    private void apply(JsonNode document) {
        kubectl.withInput(document.toString(), "apply", "-f", "-").require();
    }

    private static String cel(JsonNode patch) {
        return patch.valueStream()
                .map(operation -> "JSONPatch{op: %s, path: %s, value: %s}"
                        .formatted(
                                operation.path("op"),
                                operation.path("path"),
                                cel(type(operation.path("path").asText()), operation.path("value"))))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    /// A field's type by its path, such as `Object.spec.containers.env`.
    private static String type(String pointer) {
        return "Object" + pointer.replaceAll("/(\\d+|-)(?=/|$)", "").replace('/', '.');
    }

    private static String cel(String type, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(item -> cel(type, item)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (!value.isObject()) {
            return value.toString();
        }
        boolean map = MAPS.contains(type.substring(type.lastIndexOf('.') + 1));
        return value.propertyStream()
                .map(member -> (map ? TextNode.valueOf(member.getKey()).toString() : member.getKey()) + ": "
                        + cel(type + "." + member.getKey(), member.getValue()))
                .collect(Collectors.joining(", ", map ? "{" : type + "{", "}"));
    }
}
