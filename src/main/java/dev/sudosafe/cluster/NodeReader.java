package dev.sudosafe.cluster;

import dev.sudosafe.facts.Node;
import dev.sudosafe.facts.Taint;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads of a Node what is kept. Equal texts of thousands of nodes are kept once.
final class NodeReader {

    private static final Set<String> EFFECTS = Set.of("NoSchedule", "NoExecute");

    /// Taints that the cluster sets and that say no more than the Ready condition and `spec.unschedulable`.
    private static final Set<String> STATES = Set.of(
            "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable", "node.kubernetes.io/unschedulable");

    private NodeReader() {}

    static Node read(GenericKubernetesResource node) {
        return new Node(
                node.getMetadata().getName(),
                isReady(node),
                Boolean.TRUE.equals(node.get("spec", "unschedulable")),
                taints(node),
                Fields.interned(node.getMetadata().getLabels()),
                version(node, "kubeletVersion"),
                version(node, "kernelVersion"),
                handlers(node),
                resources(node));
    }

    private static boolean isReady(GenericKubernetesResource node) {
        return Fields.items(node, "status", "conditions")
                .anyMatch(condition -> Fields.member(condition, "type").equals("Ready")
                        && Fields.member(condition, "status").equals("True"));
    }

    private static List<Taint> taints(GenericKubernetesResource node) {
        return Fields.items(node, "spec", "taints")
                .map(taint -> new Taint(
                        Fields.member(taint, "key"), Fields.member(taint, "value"), Fields.member(taint, "effect")))
                .filter(taint -> EFFECTS.contains(taint.effect()) && !STATES.contains(taint.key()))
                .toList();
    }

    private static String version(GenericKubernetesResource node, String field) {
        String version = Fields.text(node, "status", "nodeInfo", field);
        return version == null ? "unknown" : version.intern();
    }

    /// A kubelet before 1.31 tells of handlers without `userNamespaces`.
    private static Map<String, Boolean> handlers(GenericKubernetesResource node) {
        Map<String, Boolean> handlers = new HashMap<>();
        Fields.items(node, "status", "runtimeHandlers")
                .forEach(handler -> handlers.put(
                        Fields.member(handler, "name"),
                        handler.get("features") instanceof Map<?, ?> features
                                && Boolean.TRUE.equals(features.get("userNamespaces"))));
        return handlers;
    }

    /// By their domain, as the native ones have none.
    private static Set<String> resources(GenericKubernetesResource node) {
        return Fields.entries(node, "status", "allocatable")
                .filter(resource -> resource.getKey().contains("/") && !isZero(resource.getValue()))
                .map(resource -> resource.getKey().intern())
                .collect(Collectors.toSet());
    }

    private static boolean isZero(Object quantity) {
        return quantity.toString().matches("0+[a-zA-Z]*");
    }
}
