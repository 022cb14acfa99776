package dev.sudosafe.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where a pod may go by its own fields.
public record PodLimits(List<Toleration> tolerations, Map<String, String> nodeSelector) {

    /// Of a pod that says nothing.
    public static final PodLimits NONE = new PodLimits(List.of(), Map.of());

    /// Taints that come and go with the node's own health, which {@link Node#ready} tells.
    static final Set<String> HEALTH = Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    /// Tolerations of a node's health do not count: every pod gets two of them (DefaultTolerationSeconds).
    public PodLimits {
        tolerations = tolerations.stream()
                .filter(toleration -> !HEALTH.contains(toleration.key()))
                .toList();
        nodeSelector = Map.copyOf(nodeSelector);
    }
}
