package dev.sudosafe.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A JSON value together with its place. A field that is absent or null is a Field too, one that {@link #isSet()}
/// denies: Kubernetes treats both alike.
public record Field(JsonNode value, FieldPath path) {

    public static Field root(JsonNode value) {
        return new Field(value, new FieldPath.Root());
    }

    public boolean isSet() {
        return !value.isMissingNode() && !value.isNull();
    }

    /// The member of a structure.
    public Field at(String name) {
        return new Field(value.path(name), path.member(name));
    }

    /// The entry of a map with free keys.
    public Field entry(String key) {
        return new Field(value.path(key), path.entry(key));
    }

    /// The items of a list in their order; none when this is no list.
    public List<Field> items() {
        if (value.isEmpty() || !value.isArray()) {
            return List.of();
        }
        List<Field> items = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            items.add(item(i));
        }
        return items;
    }

    /// The entries of a map with free keys, null ones left out.
    public List<Field> entries() {
        return fields(path::entry);
    }

    /// The members of a structure, null ones left out.
    public List<Field> members() {
        return fields(path::member);
    }

    /// The last element of the path: a member's name, an entry's key, or an item's name.
    public String key() {
        return switch (path) {
            case FieldPath.Member member -> member.name();
            case FieldPath.Entry entry -> entry.key();
            case FieldPath.Item item -> item.name();
            case FieldPath.Root() -> "";
        };
    }

    public boolean isTrue() {
        return value.isBoolean() && value.booleanValue();
    }

    public boolean isFalse() {
        return value.isBoolean() && !value.booleanValue();
    }

    /// The text of a string, number or boolean; empty when unset.
    public String text() {
        return isSet() ? value.asText("") : "";
    }

    /// The text in double quotes, as messages name things.
    public String quoted() {
        return '"' + text() + '"';
    }

    public boolean has(String name) {
        return value.hasNonNull(name);
    }

    /// The field at this path below this one, where the path is that of another version of this object: list items that
    /// have moved since are found by their name. What is not here is a field that is not set.
    public Field find(FieldPath other) {
        return switch (other) {
            case FieldPath.Root() -> this;
            case FieldPath.Member(FieldPath parent, String name) -> find(parent).at(name);
            case FieldPath.Entry(FieldPath parent, String key) -> find(parent).entry(key);
            case FieldPath.Item(FieldPath parent, int index, String name) ->
                find(parent).item(index, name);
        };
    }

    /// The item at the index, if its name is the same; else the one of that name.
    private Field item(int index, String name) {
        IntStream others = name.isEmpty() ? IntStream.empty() : IntStream.range(0, value.size());
        return IntStream.concat(IntStream.of(index), others)
                .filter(value::has)
                .mapToObj(this::item)
                .filter(item -> item.key().equals(name))
                .findFirst()
                .orElseGet(() -> new Field(MissingNode.getInstance(), path.item(index, name)));
    }

    private List<Field> fields(Function<String, FieldPath> place) {
        if (value.isEmpty()) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>(value.size());
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!field.getValue().isNull()) {
                fields.add(new Field(field.getValue(), place.apply(field.getKey())));
            }
        }
        return fields;
    }

    private Field item(int index) {
        JsonNode item = value.get(index);
        return new Field(item, path.item(index, item.path("name").asText("")));
    }
}
