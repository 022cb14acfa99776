package dev.sudosafe.node;

/// Whom workspaces run as, by the pod's security context.
enum User {
    GITLAB("runAsUser: 5001, fsGroup: 0, runAsNonRoot: true", 5001),
    JUPYTER("runAsUser: 1000, runAsGroup: 100, fsGroup: 100", 1000),
    CODER("runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, runAsNonRoot: true", 1000),
    OTHER("runAsUser: 1001", 1001),
    /// Who only the image knows: `coder`.
    OF_THE_IMAGE("", 1000),
    /// The engine cannot be root, so it is the default user.
    ROOT("runAsUser: 0", 1000);

    private final String securityContext;
    private final int engine;

    User(String securityContext, int engine) {
        this.securityContext = securityContext;
        this.engine = engine;
    }

    String securityContext() {
        return "{" + securityContext + "}";
    }

    /// The user that the engine runs as, and that owns what nested containers make.
    int engine() {
        return engine;
    }
}
