package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The objects that an API server has at one time.
///
/// @param objects by the paths that the API server has them at
record ClusterState(ApiProxy api, SortedMap<String, JsonNode> objects) {

    /// Objects that the API server writes itself, at any time.
    private static final Pattern BOOKKEEPING = Pattern.compile(
            "/namespaces/(kube-system/leases|default/endpoint\\w+)/|/(apiservices|flowschemas|prioritylevelconfigurations)/");

    private static final int NOT_FOUND = 404;
    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/";
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/";
    private static final Pattern NAMESPACES = Pattern.compile("/api/v1/namespaces/[^/]+");

    private static final List<String> OF_THE_API_SERVER = Stream.of(
                    "namespaces/default",
                    "namespaces/kube-node-lease",
                    "namespaces/kube-public",
                    "namespaces/kube-system",
                    "namespaces/default/services/kubernetes")
            .map("/api/v1/"::concat)
            .toList();

    private static final JsonNode AT_ONCE = Cluster.json("""
            {"kind": "DeleteOptions", "apiVersion": "v1", "gracePeriodSeconds": 0, "propagationPolicy": "Background"}""");

    private static final JsonNode NO_FINALIZERS = Cluster.json("""
            {"kind": "Namespace", "apiVersion": "v1", "metadata": {}, "spec": {"finalizers": []}}""");

    /// The state now, or as soon as the API server has created what it needs.
    static ClusterState of(ApiProxy api) {
        SudosafeProcess.await("set up", () -> read(api).keySet().containsAll(OF_THE_API_SERVER));
        return new ClusterState(api, read(api));
    }

    /// Removes the objects that have come since, and gives those that have changed their former content.
    ///
    /// @throws IllegalStateException if an object of this state is gone
    void restore() {
        // Otherwise they would be asked about the removal of the others.
        SortedMap<String, JsonNode> admission = added(read(api)).subMap(ADMISSION, ADMISSION + '~');
        admission.forEach(this::remove);
        SudosafeProcess.await("as before", this::isRestored);
        if (!admission.isEmpty()) {
            AdmissionCanary.await(api);
        }
    }

    /// Tries to remove and to change back what there is to.
    ///
    /// @return whether there was nothing
    private boolean isRestored() {
        SortedMap<String, JsonNode> now = read(api);
        SortedMap<String, JsonNode> added = added(now);
        boolean onlyNamespaces = added.keySet().stream().allMatch(ClusterState::isNamespace);
        added.forEach((path, object) -> {
            if (onlyNamespaces || !isNamespace(path)) {
                remove(path, object);
            }
        });
        List<String> changed = objects.keySet().stream()
                .filter(path -> !content(path, now).equals(content(path, objects)))
                .toList();
        changed.forEach(path -> api.request("PUT", path, content(path, objects)));
        return added.isEmpty() && changed.isEmpty();
    }

    private SortedMap<String, JsonNode> added(SortedMap<String, JsonNode> now) {
        SortedMap<String, JsonNode> added = new TreeMap<>(now);
        added.keySet().removeAll(objects.keySet());
        return added;
    }

    /// May be refused for now.
    private void remove(String path, JsonNode object) {
        // Neither the controllers that would remove a finalizer nor those that would empty a namespace run here.
        if (!isNamespace(path)
                && !path.startsWith(DEFINITIONS)
                && object.at("/metadata").has("finalizers")) {
            ObjectNode free = object.deepCopy();
            free.withObject("/metadata").remove("finalizers");
            api.request("PUT", path, free);
        }
        api.request("DELETE", path, AT_ONCE);
        if (isNamespace(path)) {
            ObjectNode namespace = NO_FINALIZERS.deepCopy();
            namespace
                    .withObject("/metadata")
                    .put("name", object.at("/metadata/name").asText());
            api.request("PUT", path + "/finalize", namespace);
        }
    }

    private static boolean isNamespace(String path) {
        return NAMESPACES.matcher(path).matches();
    }

    /// Without what the API server counts.
    private static ObjectNode content(String path, SortedMap<String, JsonNode> state) {
        JsonNode object = state.get(path);
        if (object == null) {
            throw new IllegalStateException(path + " is gone, which a class with a shared API server must not remove");
        }
        ObjectNode content = object.deepCopy();
        content.remove("status");
        content.withObject("/metadata").remove(List.of("managedFields", "resourceVersion", "generation"));
        return content;
    }

    private static SortedMap<String, JsonNode> read(ApiProxy api) {
        SortedMap<String, JsonNode> objects = new TreeMap<>();
        for (String root : List.of("/api", "/apis")) {
            for (JsonNode group : api.discovery(root).path("items")) {
                String name = group.at("/metadata/name").asText();
                // Events are those of the core, too.
                if (!name.equals("events.k8s.io")) {
                    read(api, root + (name.isEmpty() ? "" : "/" + name), group.at("/versions/0"), objects);
                }
            }
        }
        objects.keySet().removeIf(path -> BOOKKEEPING.matcher(path).find());
        return objects;
    }

    private static void read(ApiProxy api, String group, JsonNode version, Map<String, JsonNode> objects) {
        for (JsonNode resource : version.path("resources")) {
            List<String> verbs =
                    resource.path("verbs").valueStream().map(JsonNode::asText).toList();
            if (verbs.contains("list") && verbs.contains("delete")) {
                read(
                        api,
                        group + "/" + version.path("version").asText(),
                        resource.path("resource").asText(),
                        resource.at("/responseKind/kind").asText(),
                        objects);
            }
        }
    }

    private static void read(ApiProxy api, String version, String plural, String kind, Map<String, JsonNode> objects) {
        JsonNode list = api.get(version + "/" + plural);
        if (list.path("code").asInt() == NOT_FOUND) {
            // The definition of the kind is gone, and the API server is about to offer it no longer.
            objects.put(version + "/" + plural, list);
        }
        for (JsonNode item : list.path("items")) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("kind", kind);
            object.put("apiVersion", list.path("apiVersion").asText());
            object.setAll((ObjectNode) item);
            String name = item.at("/metadata/name").asText();
            String namespace = item.at("/metadata/namespace").asText();
            String parent = namespace.isEmpty() ? version : version + "/namespaces/" + namespace;
            objects.put(parent + "/" + plural + "/" + name, object);
        }
    }
}
