package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.performance.CreationData;
import java.io.IOException;

/// Waits until the API server does in a namespace what was configured for it, which takes it some seconds to notice.
final class InForce {

    private InForce() {}

    static void await(ApiClient client, String namespace) {
        boolean changed = !namespace.equals(CreationData.NONE);
        SudosafeProcess.await("in force in " + namespace, () -> isChanged(client, namespace) == changed);
    }

    /// By what every variant sets.
    private static boolean isChanged(ApiClient client, String namespace) throws IOException {
        ObjectNode pod = (ObjectNode) Pods.of(Review.SMALL);
        ((ObjectNode) pod.path("metadata")).put("namespace", namespace);
        JsonNode created = client.dryRun(pod, namespace);
        return created.at("/spec/hostUsers").isBoolean() && created.at("/spec/volumes").size() > 1;
    }
}
