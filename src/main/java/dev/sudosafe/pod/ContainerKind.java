package dev.sudosafe.pod;

/// The three lists in which a pod keeps containers.
public enum ContainerKind {
    INIT("initContainers"),
    REGULAR("containers"),
    EPHEMERAL("ephemeralContainers");

    private final String field;

    ContainerKind(String field) {
        this.field = field;
    }

    /// The list's field below `spec`.
    public String field() {
        return field;
    }
}
