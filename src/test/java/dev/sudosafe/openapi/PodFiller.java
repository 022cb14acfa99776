package dev.sudosafe.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.random.RandomGenerator;

/// Sets fields of pods by the schema, with the parents and the required siblings that they need.
///
/// @param hostility how likely a value is an attacker's, where there is such a value
public record PodFiller(RandomGenerator random, double hostility) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Deep enough to reach every leaf now and then, rare enough that few pods become large.
    private static final double OPTIONAL = 0.3;

    /// Sets any leaf of the pod.
    public void set(ObjectNode pod) {
        set(pod, PodSchema.LEAVES.get(random.nextInt(PodSchema.LEAVES.size())));
    }

    /// Sets this leaf, in an item of each list on the way that may be there already.
    public void set(ObjectNode pod, Schema.Leaf leaf) {
        set(pod, PodSchema.POD, leaf, 0);
    }

    /// Sets this leaf in a container that is there and has another name than this; of other places in any.
    public void setInOther(ObjectNode pod, Schema.Leaf leaf, String name) {
        if (!leaf.steps().get(1).endsWith("ontainers")) {
            set(pod, leaf);
            return;
        }
        List<JsonNode> containers = pod.path("spec")
                .path(leaf.steps().get(1))
                .valueStream()
                .filter(container -> !container.path("name").asText().equals(name))
                .toList();
        if (!containers.isEmpty()) {
            set(
                    containers.get(random.nextInt(containers.size())),
                    PodSchema.container(leaf.steps().get(1)),
                    leaf,
                    3);
        }
    }

    /// A value for this place with some of its optional parts.
    public JsonNode value(Schema schema) {
        return switch (schema) {
            case Schema.Leaf leaf -> value(leaf);
            case Schema.Listing list -> {
                ArrayNode items = JSON.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.add(value(list.item()));
                }
                yield items;
            }
            case Schema.FreeKeys map -> entry(map);
            case Schema.Struct struct -> struct(struct, OPTIONAL);
        };
    }

    private void set(JsonNode parent, Schema schema, Schema.Leaf leaf, int depth) {
        switch (schema) {
            case Schema.Struct struct -> {
                String name = leaf.steps().get(depth);
                Schema next = struct.members().get(name);
                if (next instanceof Schema.Leaf) {
                    ((ObjectNode) parent).set(name, value(leaf));
                } else if (next != null) {
                    set(member((ObjectNode) parent, name, next), next, leaf, depth + 1);
                }
            }
            case Schema.Listing list -> {
                ArrayNode items = (ArrayNode) parent;
                if (list.item() instanceof Schema.Leaf) {
                    items.add(value(leaf));
                } else {
                    set(item(items, list.item()), list.item(), leaf, depth + 1);
                }
            }
            case Schema.FreeKeys map -> ((ObjectNode) parent).setAll(entry(map));
            case Schema.Leaf itself -> throw new IllegalStateException("past " + itself);
        }
    }

    private JsonNode member(ObjectNode parent, String name, Schema schema) {
        JsonNode present = parent.path(name);
        boolean fits = schema instanceof Schema.Listing ? present.isArray() : present.isObject();
        return fits ? present : parent.set(name, bare(schema)).path(name);
    }

    private JsonNode item(ArrayNode items, Schema schema) {
        int index = random.nextInt(items.size() + 1);
        JsonNode present = items.path(index);
        return present.isObject() || present.isArray()
                ? present
                : items.add(bare(schema)).path(items.size() - 1);
    }

    /// With what is required and nothing else.
    private JsonNode bare(Schema schema) {
        return switch (schema) {
            case Schema.Struct struct -> struct(struct, 0);
            case Schema.Listing list -> JSON.arrayNode();
            case Schema.FreeKeys map -> JSON.objectNode();
            case Schema.Leaf leaf -> value(leaf);
        };
    }

    private ObjectNode struct(Schema.Struct struct, double optional) {
        ObjectNode object = JSON.objectNode();
        struct.members().forEach((name, member) -> {
            if (struct.required().contains(name)) {
                object.set(name, member instanceof Schema.Struct inner ? struct(inner, optional) : value(member));
            } else if (optional > 0 && random.nextDouble() < optional) {
                object.set(name, value(member));
            }
        });
        return object;
    }

    private ObjectNode entry(Schema.FreeKeys map) {
        return value(map.value()) instanceof ObjectNode entry
                ? entry
                : JSON.objectNode().set("example.com/key", value(map.value()));
    }

    private JsonNode value(Schema.Leaf leaf) {
        Values values = Values.of(leaf);
        List<JsonNode> from =
                values.hostile().isEmpty() || random.nextDouble() >= hostility ? values.usual() : values.hostile();
        return from.get(random.nextInt(from.size())).deepCopy();
    }
}
