package dev.sudosafe.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.pod.PodView;
import java.util.Optional;

/// A pod as it would be, and as it was.
///
/// @param before empty when the pod is being created
public record PodChange(Optional<PodView> before, PodView after) {

    public static PodChange create(JsonNode pod) {
        return new PodChange(Optional.empty(), new PodView(pod));
    }

    public static PodChange update(JsonNode before, JsonNode after) {
        return new PodChange(Optional.of(new PodView(before)), new PodView(after));
    }
}
