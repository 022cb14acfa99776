package dev.sudosafe.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Of a node, what decides whether a workspace runs there.
///
/// @param cordoned whether it is marked unschedulable
/// @param taints those that keep pods away, but for the ones that say no more than `ready` and `cordoned` do
/// @param handlers by name, the default one's being empty, whether each has user namespaces; none where the kubelet or
///     the runtime tells of none
/// @param resources extended resources of which it has any to allocate
public record Node(
        String name,
        boolean ready,
        boolean cordoned,
        List<Taint> taints,
        Map<String, String> labels,
        String kubelet,
        String kernel,
        Map<String, Boolean> handlers,
        Set<String> resources) {

    /// The label that tells the scheduler of user namespaces, with the value `true`.
    public static final String USER_NAMESPACES = "sudosafe.dev/user-namespaces";

    /// By which a pod can stay away from a node.
    static final String HOST_NAME = "kubernetes.io/hostname";

    public Node {
        taints = List.copyOf(taints);
        labels = Map.copyOf(labels);
        handlers = Map.copyOf(handlers);
        resources = Set.copyOf(resources);
    }

    /// Whether its default handler has user namespaces.
    public boolean hasUserNamespaces() {
        return handlers.getOrDefault("", false);
    }

    /// Whether it has the label that says so.
    public boolean isLabelled() {
        return "true".equals(labels.get(USER_NAMESPACES));
    }
}
