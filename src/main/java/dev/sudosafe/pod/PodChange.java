package dev.sudosafe.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// A pod as it would be, as it was, and who asks for it.
///
/// @param before empty when the pod is being created
public record PodChange(Optional<PodView> before, PodView after, Requester requester) {

    public static PodChange create(JsonNode pod) {
        return create(new PodView(pod));
    }

    public static PodChange create(PodView pod) {
        return new PodChange(Optional.empty(), pod, Requester.UNKNOWN);
    }

    public static PodChange update(JsonNode before, JsonNode after) {
        return new PodChange(Optional.of(new PodView(before)), new PodView(after), Requester.UNKNOWN);
    }

    public PodChange by(Requester other) {
        return new PodChange(before, after, other);
    }

    public boolean isCreation() {
        return before.isEmpty();
    }
}
