package dev.sudosafe.manifest;

/// A text that is neither YAML nor JSON, or that says one thing twice.
public final class MalformedManifestException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Position position;

    MalformedManifestException(Position position, String problem) {
        super(problem);
        this.position = position;
    }

    public Position position() {
        return position;
    }
}
