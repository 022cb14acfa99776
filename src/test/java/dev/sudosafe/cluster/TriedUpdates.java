package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.openapi.PodFiller;
import dev.sudosafe.openapi.PodSchema;
import dev.sudosafe.openapi.Schema;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/// Updates of a stored pod, as server-side dry runs.
///
/// @param subresource such as `/resize`, empty for the pod itself
record TriedUpdates(KubernetesClient client, String subresource) {

    private static final int VALUES = 3;

    /// All but what the API server writes itself on each update.
    private static final List<Schema.Leaf> LEAVES = PodSchema.LEAVES.stream()
            .filter(leaf ->
                    leaf.steps().stream().noneMatch(Set.of("managedFields", "resourceVersion", "generation")::contains))
            .toList();

    /// The leaves of metadata and spec that an update has changed.
    ///
    /// @param start an update, which is tried as it is, and with each leaf taken away and set to some values
    Set<String> changed(JsonNode stored, ObjectNode start) {
        Set<String> changed = new ConcurrentSkipListSet<>();
        Stream.concat(Stream.of(start), LEAVES.parallelStream().flatMap(leaf -> variants(start, leaf)))
                .filter(update -> !update.equals(stored))
                .forEach(update -> send(stored, update, changed));
        return changed;
    }

    private static Stream<ObjectNode> variants(ObjectNode start, Schema.Leaf leaf) {
        ObjectNode without = start.deepCopy();
        leaf.removeFrom(without);
        PodFiller filler = new PodFiller(new Random(leaf.index()), 0);
        Stream<ObjectNode> with = Stream.generate(start::deepCopy).limit(VALUES).peek(pod -> filler.set(pod, leaf));
        return Stream.concat(Stream.of(without), with).filter(pod -> !pod.equals(start));
    }

    private void send(JsonNode stored, ObjectNode update, Set<String> changed) {
        String name = stored.at("/metadata/name").asText();
        String path = "/api/v1/namespaces/default/pods/" + name + subresource + "?dryRun=All";
        try {
            JsonNode updated = Cluster.json(client.raw(path, "PUT", update));
            LEAVES.stream()
                    .filter(leaf -> !leaf.valuesIn(updated).equals(leaf.valuesIn(stored)))
                    .map(Schema.Leaf::toString)
                    .forEach(changed::add);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() < 400 || refused.getCode() >= 500) {
                throw refused;
            }
        }
    }
}
