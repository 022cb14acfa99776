package dev.sudosafe.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// A JSON tree that counts how often its objects are asked for a member, or for all of them: work of a review that is
/// the same on every machine.
final class CountingTree {

    private final LongAdder reads = new LongAdder();
    private final JsonNode root;

    CountingTree(JsonNode tree) {
        this.root = copy(tree);
    }

    JsonNode root() {
        return root;
    }

    long reads() {
        return reads.sum();
    }

    private JsonNode copy(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode counted = new Counted(reads);
                object.properties().forEach(member -> counted.set(member.getKey(), copy(member.getValue())));
                yield counted;
            }
            case ArrayNode array -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> items.add(copy(item)));
                yield items;
            }
            default -> node;
        };
    }

    // Of its deepCopy, which Jackson overrides so.
    @SuppressWarnings("unchecked")
    private static final class Counted extends ObjectNode {

        private static final long serialVersionUID = 1L;

        private final LongAdder reads;

        Counted(LongAdder reads) {
            super(JsonNodeFactory.instance);
            this.reads = reads;
        }

        @Override
        public JsonNode get(String name) {
            reads.increment();
            return super.get(name);
        }

        @Override
        public JsonNode path(String name) {
            reads.increment();
            return super.path(name);
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> properties() {
            reads.increment();
            return super.properties();
        }
    }
}
