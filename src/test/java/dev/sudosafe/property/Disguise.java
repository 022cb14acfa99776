package dev.sudosafe.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The same pod in other words.
record Disguise(RandomGenerator random) {

    /// Lists of scalars that are sets; others, such as a command, have a meaning in their order.
    private static final Set<String> SETS = Set.of("add", "drop", "supplementalGroups", "accessModes", "finalizers");

    /// With the members of each object in another order.
    JsonNode withOtherKeyOrder(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode result = object.objectNode();
                for (Map.Entry<String, JsonNode> member : shuffled(object.properties())) {
                    result.set(member.getKey(), withOtherKeyOrder(member.getValue()));
                }
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = array.arrayNode();
                array.forEach(item -> result.add(withOtherKeyOrder(item)));
                yield result;
            }
            default -> value;
        };
    }

    /// With the items of each list in another order, but for the sidecar's, which is one by equality.
    ObjectNode withOtherListOrder(ObjectNode pod) {
        ObjectNode result = pod.deepCopy();
        reorder(result);
        return result;
    }

    private void reorder(JsonNode value) {
        value.properties().forEach(member -> {
            if (member.getValue() instanceof ArrayNode list) {
                reorder(member.getKey(), list);
            } else {
                reorder(member.getValue());
            }
        });
    }

    private void reorder(String name, ArrayNode list) {
        if (list.path(0).isObject() || SETS.contains(name)) {
            List<JsonNode> items = shuffled(List.copyOf(list.valueStream().toList()));
            list.removeAll().addAll(items);
        }
        list.valueStream()
                .filter(item -> !item.path("name").asText().equals(DockerSidecar.NAME))
                .forEach(this::reorder);
    }

    private <T> List<T> shuffled(Iterable<T> items) {
        List<T> result = new ArrayList<>();
        items.forEach(result::add);
        Collections.shuffle(result, random);
        return result;
    }
}
