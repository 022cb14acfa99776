package dev.sudosafe.facts;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a node can run a pod, and if not, why: short, and without the node's name, so that nodes can share it.
/// Asked of thousands of nodes at once, so texts are joined by `+`.
///
/// @param runtimeClass null for the node's default handler
record Candidacy(NodeNeed need, PodLimits limits, @Nullable RuntimeClass runtimeClass) {

    private static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    boolean isGivenTo(Node node) {
        return mayReach(node) && mayReachNow(node) && canRun(node);
    }

    /// Whether the scheduler may put the pod there, now or as soon as the node is well again, and the kubelet will
    /// refuse it.
    boolean isTrap(Node node) {
        return !canRun(node) && mayReach(node);
    }

    Optional<String> obstacle(Node node) {
        return blocked(node).or(() -> passing(node)).or(() -> incapable(node)).or(() -> missing(node));
    }

    /// By what stays and the scheduler sees.
    private boolean mayReach(Node node) {
        return untolerated(node).isEmpty()
                && limits.nodeSelector().entrySet().stream().allMatch(label -> has(node, label))
                && classSelector().entrySet().stream().allMatch(label -> has(node, label))
                && node.resources().containsAll(need.resources());
    }

    private boolean mayReachNow(Node node) {
        return node.ready() && (!node.cordoned() || tolerates(CORDON));
    }

    /// By what no scheduler sees.
    private boolean canRun(Node node) {
        Boolean userNamespaces = node.handlers().get(handler());
        return need.userNamespaces()
                ? userNamespaces != null && userNamespaces
                : userNamespaces != null || node.handlers().isEmpty();
    }

    private Optional<String> blocked(Node node) {
        return untolerated(node)
                .map(taint -> "taint " + taint)
                .or(() -> lacks(node, classSelector(), "RuntimeClass \"" + need.runtimeClass() + "\""))
                .or(() -> lacks(node, limits.nodeSelector(), "the pod"));
    }

    private Optional<String> passing(Node node) {
        if (!node.ready()) {
            return Optional.of("not ready");
        }
        return mayReachNow(node) ? Optional.empty() : Optional.of("cordoned");
    }

    /// A kubelet before 1.30 tells of no handler, and one before 1.31 of no user namespaces.
    private Optional<String> incapable(Node node) {
        if (canRun(node)) {
            return Optional.empty();
        }
        String what = node.handlers().isEmpty()
                ? "no runtime handlers reported"
                : node.handlers().containsKey(handler())
                        ? "user namespaces are not supported by " + (runtimeClass == null ? "the " : "")
                                + describedHandler()
                        : "no " + describedHandler();
        return Optional.of(what + " (kubelet " + node.kubelet() + ")");
    }

    private Optional<String> missing(Node node) {
        return need.resources().stream()
                .filter(resource -> !node.resources().contains(resource))
                .sorted()
                .findFirst()
                .map(resource -> "no " + resource + " to allocate (install the node part)");
    }

    private Optional<Taint> untolerated(Node node) {
        for (Taint taint : node.taints()) {
            if (!tolerates(taint)) {
                return Optional.of(taint);
            }
        }
        return Optional.empty();
    }

    private boolean tolerates(Taint taint) {
        List<Toleration> ofClass = runtimeClass == null ? List.of() : runtimeClass.tolerations();
        return Stream.concat(limits.tolerations().stream(), ofClass.stream())
                .anyMatch(toleration -> toleration.tolerates(taint));
    }

    private Map<String, String> classSelector() {
        return runtimeClass == null ? Map.of() : runtimeClass.nodeSelector();
    }

    private static Optional<String> lacks(Node node, Map<String, String> labels, String who) {
        return labels.entrySet().stream()
                .filter(label -> !has(node, label))
                .map(label -> label.getKey() + "=" + label.getValue())
                .min(Comparator.naturalOrder())
                .map(label -> "no label " + label + ", which " + who + " wants");
    }

    private static boolean has(Node node, Map.Entry<String, String> label) {
        return label.getValue().equals(node.labels().get(label.getKey()));
    }

    private String handler() {
        return runtimeClass == null ? "" : runtimeClass.handler();
    }

    private String describedHandler() {
        return runtimeClass == null ? "default handler" : "handler \"" + handler() + "\"";
    }
}
