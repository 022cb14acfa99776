package dev.sudosafe.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/// One operation of a JSON Patch, of the two kinds that an additive mutation needs.
public sealed interface PatchOp {

    JsonPointer path();

    JsonNode value();

    /// Adds a member, or inserts an item into a list: before the index that ends the path, or at the end for `-`.
    record Add(JsonPointer path, JsonNode value) implements PatchOp {}

    /// Replaces a value that is there.
    record Replace(JsonPointer path, JsonNode value) implements PatchOp {}

    /// The operation's name in RFC 6902.
    default String op() {
        return switch (this) {
            case Add add -> "add";
            case Replace replace -> "replace";
        };
    }
}
