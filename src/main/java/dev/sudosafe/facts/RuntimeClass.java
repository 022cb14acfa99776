package dev.sudosafe.facts;

import java.util.List;
import java.util.Map;

/// Of a RuntimeClass, which handler it names and where its pods go.
///
/// @param nodeSelector labels of the nodes that have the handler, which the API server adds to its pods
/// @param tolerations added to its pods likewise
public record RuntimeClass(
        String name, String handler, Map<String, String> nodeSelector, List<Toleration> tolerations) {
    public RuntimeClass {
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
    }
}
