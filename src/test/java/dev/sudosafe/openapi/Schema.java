package dev.sudosafe.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

        /// What an object has here, in each item of the lists on the way.
        public List<JsonNode> valuesIn(JsonNode object) {
            return values(object, steps);
        }

        /// Takes it out of an object wherever it is, and leaves what is around it.
        public void removeFrom(JsonNode object) {
            remove(object, steps);
        }

        private static List<JsonNode> values(JsonNode from, List<String> steps) {
            if (steps.isEmpty()) {
                return from.isMissingNode() ? List.of() : List.of(from);
            }
            List<String> rest = steps.subList(1, steps.size());
            Stream<JsonNode> next =
                    steps.getFirst().equals(ANY) ? from.valueStream() : Stream.of(from.path(steps.getFirst()));
            return next.flatMap(value -> values(value, rest).stream()).toList();
        }

        private static void remove(JsonNode from, List<String> steps) {
            String first = steps.getFirst();
            List<String> rest = steps.subList(1, steps.size());
            if (!rest.isEmpty()) {
                values(from, List.of(first)).forEach(value -> remove(value, rest));
            } else if (first.equals(ANY) && from instanceof ContainerNode<?> all) {
                all.removeAll();
            } else if (from instanceof ObjectNode object) {
                object.remove(first);
            }
        }

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
