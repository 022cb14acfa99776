package dev.sudosafe.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;

/// One document: its tree, and where in the text each of its values begins.
///
/// @param positions by JSON pointer; a member's position is that of its key
public record Manifest(JsonNode json, Map<JsonPointer, Position> positions) {

    public Manifest {
        positions = Map.copyOf(positions);
    }

    /// The position of the value, or of the nearest parent that the text has.
    public Position position(JsonPointer pointer) {
        Position found = positions.get(pointer);
        if (found != null) {
            return found;
        }
        return pointer.matches() ? new Position(1, 1) : position(Objects.requireNonNull(pointer.head()));
    }
}
