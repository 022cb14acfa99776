package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.cluster.Chart;
import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// The chart's two webhook configurations, for one namespace each time.
record Webhooks(Kubectl kubectl, Path certificate) {

    /// @param namespace by its label `bench`
    void install(String namespace, RunningServer server) throws IOException {
        String caBundle = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate));
        String manifests = Chart.admission(server.base().toString(), caBundle, Cluster.DEFAULT_PROFILES, "{}");
        for (JsonNode manifest : Documents.trees(manifests)) {
            if (manifest.path("kind").asText().endsWith("WebhookConfiguration")) {
                ObjectNode own = manifest.deepCopy();
                ((ObjectNode) own.path("metadata")).put("name", "bench-" + namespace);
                own.path("webhooks").forEach(webhook -> ((ObjectNode) webhook)
                        .putObject("namespaceSelector")
                        .putObject("matchLabels")
                        .put("bench", namespace));
                kubectl.withInput(own.toString(), "apply", "-f", "-").require();
            }
        }
    }
}
