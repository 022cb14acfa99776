package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.patch.JsonPatch;
import java.util.Optional;

/// A pod before and after the mutating door.
///
/// @param isolation what holds it; empty where none does
public record InjectedPod(JsonNode before, JsonPatch patch, Optional<String> isolation) {
    public JsonNode after() {
        return patch.applyTo(before);
    }
}
