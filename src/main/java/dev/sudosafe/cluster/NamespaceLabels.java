package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The labels of namespaces, which profiles may select by. Needs leave to get namespaces.
record NamespaceLabels(KubernetesClient client) {

    private static final System.Logger LOG = System.getLogger(NamespaceLabels.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Empty for a namespace that is not there, or cannot be read.
    Optional<Map<String, String>> of(String name) {
        try {
            String found = client.raw("/api/v1/namespaces/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
            return found == null ? Optional.empty() : Optional.of(labels(JSON.readTree(found)));
        } catch (KubernetesClientException | IOException e) {
            LOG.log(System.Logger.Level.WARNING, "namespace \"{0}\" cannot be read: {1}", name, Failure.why(e));
            return Optional.empty();
        }
    }

    static Map<String, String> labels(JsonNode namespace) {
        Map<String, String> labels = new TreeMap<>();
        namespace
                .at("/metadata/labels")
                .propertyStream()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
