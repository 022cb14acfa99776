package dev.sudosafe.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A JSON Patch (RFC 6902).
public record JsonPatch(List<PatchOp> ops) {

    public static final JsonPatch EMPTY = new JsonPatch(List.of());

    private static final JsonPointer END = JsonPointer.compile("/-");

    public JsonPatch {
        ops = List.copyOf(ops);
    }

    /// The operations that make these edits to this object. Edits that are so already yield none.
    public static JsonPatch of(JsonNode target, Collection<Edit> edits) {
        return edits.isEmpty() ? EMPTY : new Compiler(target).compile(edits);
    }

    public boolean isEmpty() {
        return ops.isEmpty();
    }

    /// The object with the patch applied; the given one is left as it is.
    ///
    /// @throws IllegalArgumentException if the parent of a path is missing, so the patch is for another object
    public JsonNode applyTo(JsonNode target) {
        JsonNode result = target.deepCopy();
        ops.forEach(op -> apply(op, result));
        return result;
    }

    public ArrayNode toJson() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(ops.size());
        for (PatchOp op : ops) {
            json.addObject()
                    .put("op", op.op())
                    .put("path", op.path().toString())
                    .set("value", op.value());
        }
        return json;
    }

    private static void apply(PatchOp op, JsonNode root) {
        JsonNode parent = root.at(op.path().head());
        String last = op.path().last().getMatchingProperty();
        JsonNode value = op.value().deepCopy();
        switch (parent) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array when last.equals("-") -> array.add(value);
            case ArrayNode array when op instanceof PatchOp.Add -> array.insert(Integer.parseInt(last), value);
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            default -> throw new IllegalArgumentException("no parent for " + op.path());
        }
    }

    /// Turns edits into operations; remembers which parents it has created.
    private static final class Compiler {

        private final JsonNode target;
        private final Stream.Builder<PatchOp> ops = Stream.builder();
        private final Set<JsonPointer> created = new HashSet<>();

        Compiler(JsonNode target) {
            this.target = target;
        }

        JsonPatch compile(Collection<Edit> edits) {
            edits.stream().filter(edit -> !(edit instanceof Edit.Prepend)).forEach(this::compile);
            edits.stream().filter(Edit.Prepend.class::isInstance).forEach(this::compile);
            return new JsonPatch(ops.build().toList());
        }

        private void compile(Edit edit) {
            switch (edit) {
                case Edit.Put(JsonPointer pointer, JsonNode value) -> put(pointer, value);
                case Edit.Append(JsonPointer list, JsonNode value) -> {
                    ensure(list, JsonNodeFactory.instance.arrayNode());
                    ops.add(new PatchOp.Add(list.append(END), value));
                }
                case Edit.Prepend(JsonPointer list, JsonNode value) -> {
                    ensure(list, JsonNodeFactory.instance.arrayNode());
                    ops.add(new PatchOp.Add(list.appendIndex(0), value));
                }
            }
        }

        private void put(JsonPointer pointer, JsonNode value) {
            JsonNode present = target.at(pointer);
            if (isAbsent(present)) {
                ensure(pointer.head(), JsonNodeFactory.instance.objectNode());
                ops.add(new PatchOp.Add(pointer, value));
            } else if (!present.equals(value)) {
                ops.add(new PatchOp.Replace(pointer, value));
            }
        }

        private void ensure(JsonPointer container, JsonNode empty) {
            if (!isAbsent(target.at(container)) || !created.add(container)) {
                return;
            }
            ensure(container.head(), JsonNodeFactory.instance.objectNode());
            ops.add(new PatchOp.Add(container, empty));
        }

        private static boolean isAbsent(JsonNode node) {
            return node.isMissingNode() || node.isNull();
        }
    }
}
