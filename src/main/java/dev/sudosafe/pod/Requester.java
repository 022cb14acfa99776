package dev.sudosafe.pod;

import java.util.Set;

/// Who asks for a change, as the API server has authenticated them.
public record Requester(String username, Set<String> groups) {

    /// Where nobody is known, as for a file.
    public static final Requester UNKNOWN = new Requester("", Set.of());

    private static final String NODES = "system:nodes";

    public Requester {
        groups = Set.copyOf(groups);
    }

    /// Whether it is a kubelet, which the plugin NodeRestriction lets create mirror pods of its own node only.
    public boolean isNode() {
        return groups.contains(NODES);
    }
}
