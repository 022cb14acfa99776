package dev.sudosafe.pod;

/// Where a field stands in an object, written as Kubernetes writes it: `spec.containers[0].securityContext.privileged`.
public sealed interface FieldPath {

    /// A member of a structure, such as `spec`.
    record Member(FieldPath parent, String name) implements FieldPath {
        @Override
        public String toString() {
            return parent instanceof Root ? name : parent + "." + name;
        }

        @Override
        public String identity() {
            return parent.identity() + "." + name;
        }
    }

    /// An item of a list. Its name is that of the item's `name` field, or empty.
    record Item(FieldPath parent, int index, String name) implements FieldPath {
        @Override
        public String toString() {
            return parent + "[" + index + "]";
        }

        @Override
        public String identity() {
            return parent.identity() + "[" + name + "]";
        }
    }

    /// An entry of a map with free keys, such as an annotation.
    record Entry(FieldPath parent, String key) implements FieldPath {
        @Override
        public String toString() {
            return parent + "[" + key + "]";
        }

        @Override
        public String identity() {
            return parent.identity() + "[" + key + "]";
        }
    }

    /// The object itself; prints as nothing.
    record Root() implements FieldPath {
        @Override
        public String toString() {
            return "";
        }

        @Override
        public String identity() {
            return "";
        }
    }

    /// The path with list items by name instead of by index, so that the same field is found again in another
    /// version of the object.
    String identity();

    /// Whether a list item or map entry of this name is on the way.
    default boolean passes(String name) {
        return switch (this) {
            case Root() -> false;
            case Member member -> member.parent().passes(name);
            case Item item -> item.name().equals(name) || item.parent().passes(name);
            case Entry entry -> entry.key().equals(name) || entry.parent().passes(name);
        };
    }

    default FieldPath member(String name) {
        return new Member(this, name);
    }

    default FieldPath item(int index, String name) {
        return new Item(this, index, name);
    }

    default FieldPath entry(String key) {
        return new Entry(this, key);
    }
}
