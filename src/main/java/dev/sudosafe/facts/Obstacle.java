package dev.sudosafe.facts;

import java.util.List;
import java.util.stream.Collectors;

/// Why nodes cannot run a pod.
///
/// @param why the same for all of them
/// @param nodes in the order of their names; none when it is no node's fault
public record Obstacle(String why, List<String> nodes) {

    private static final int NAMED = 5;

    public Obstacle {
        nodes = List.copyOf(nodes);
    }

    /// `nodes "a", "b": cordoned`. However many nodes there are, a few are named.
    @Override
    public String toString() {
        return nodes.isEmpty() ? why : (nodes.size() == 1 ? "node " : "nodes ") + named() + ": " + why;
    }

    private String named() {
        String first = nodes.stream().limit(NAMED).map(node -> '"' + node + '"').collect(Collectors.joining(", "));
        return nodes.size() <= NAMED ? first : first + " and " + (nodes.size() - NAMED) + " more";
    }
}
