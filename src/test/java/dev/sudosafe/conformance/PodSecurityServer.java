package dev.sudosafe.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.cluster.ApiProxy;
import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.Kubectl;
import java.net.http.HttpResponse;
import java.util.Optional;

/// A real API server without our webhooks, and a namespace of it that enforces `baseline`.
final class PodSecurityServer implements AutoCloseable {

    private static final String NAMESPACE = "baseline";
    private static final JsonMapper JSON = new JsonMapper();

    private final ApiProxy proxy;

    private PodSecurityServer(ApiProxy proxy) {
        this.proxy = proxy;
    }

    /// Sets an API server up.
    static PodSecurityServer on(ApiServer apiServer) {
        Kubectl kubectl = apiServer.kubectl();
        Cluster.globalDefaultPriority(kubectl);
        Cluster.namespace(
                kubectl,
                NAMESPACE,
                "pod-security.kubernetes.io/enforce=baseline",
                "pod-security.kubernetes.io/enforce-version=latest");
        return new PodSecurityServer(ApiProxy.start(kubectl));
    }

    /// What Pod Security has against a pod; empty if it would be created.
    ///
    /// @throws AssertionError if the API server refuses it for another reason
    Optional<String> refusal(JsonNode pod) throws JsonProcessingException {
        HttpResponse<String> answer = proxy.dryRun(pod, NAMESPACE);
        return switch (answer.statusCode()) {
            case 201 -> Optional.empty();
            case 403 -> Optional.of(JSON.readTree(answer.body()).path("message").asText());
            default -> throw new AssertionError("not a pod that can be created: " + answer.body());
        };
    }

    @Override
    public void close() {
        proxy.close();
    }
}
