package dev.sudosafe.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What may stand at one place of an object.
public sealed interface Schema {

    /// The step into a list, and into a map with free keys.
    String ANY = "*";

    /// An object with these members.
    record Struct(Map<String, Schema> members, Set<String> required) implements Schema {}

    /// A list.
    record Listing(Schema item) implements Schema {}

    /// An object with free keys.
    record FreeKeys(Schema value) implements Schema {}

    /// A value without parts.
    ///
    /// @param index its place among all leaves
    /// @param steps to it
    /// @param choices what it may be; empty when that is open
    record Leaf(int index, List<String> steps, Type type, List<String> choices) implements Schema {

        /// As the API server writes paths: `spec.containers[*].image`.
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (String step : steps) {
                text.append(step.equals(ANY) ? "[*]" : text.isEmpty() ? step : "." + step);
            }
            return text.toString();
        }
    }

    /// What a leaf's value is.
    enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        INT_OR_STRING,
        QUANTITY,
        TIME,
        /// Any object: `managedFields[*].fieldsV1`.
        ANY
    }
}
