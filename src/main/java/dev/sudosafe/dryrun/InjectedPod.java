package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.patch.JsonPatch;

/// A pod before and after the mutating webhook.
public record InjectedPod(JsonNode before, JsonPatch patch) {
    public JsonNode after() {
        return patch.applyTo(before);
    }
}
