package dev.sudosafe.pod;

import java.util.List;

/// One container of a pod, of whichever kind.
public record ContainerView(ContainerKind kind, Field field) {

    public String name() {
        return field.at("name").text();
    }

    /// How messages call it: `container "web"`.
    public String described() {
        return "container " + field.at("name").quoted();
    }

    /// The container's JSON pointer in the pod.
    public String pointer() {
        return switch (field.path()) {
            case FieldPath.Item item -> "/spec/" + kind.field() + "/" + item.index();
            default -> throw new IllegalStateException("a container outside of a list: " + field.path());
        };
    }

    public Field at(String name) {
        return field.at(name);
    }

    public Field securityContext() {
        return field.at("securityContext");
    }

    public List<Field> volumeMounts() {
        return field.at("volumeMounts").items();
    }
}
