package dev.sudosafe.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/// A change that an injection wants, said without regard to what else is changed. {@link JsonPatch#of} makes
/// operations of it, and creates the parents that are missing.
public sealed interface Edit {

    JsonPointer pointer();

    JsonNode value();

    /// A member gets this value, whatever it was.
    record Put(JsonPointer pointer, JsonNode value) implements Edit {}

    /// A list gets this item at its end.
    record Append(JsonPointer pointer, JsonNode value) implements Edit {}

    /// A list gets this item at its start. Prepends come last in a patch, so that the indices of all other edits
    /// are those of the original object.
    record Prepend(JsonPointer pointer, JsonNode value) implements Edit {}

    static Edit put(String pointer, JsonNode value) {
        return new Put(JsonPointer.compile(pointer), value);
    }

    static Edit append(String pointer, JsonNode value) {
        return new Append(JsonPointer.compile(pointer), value);
    }

    static Edit prepend(String pointer, JsonNode value) {
        return new Prepend(JsonPointer.compile(pointer), value);
    }
}
