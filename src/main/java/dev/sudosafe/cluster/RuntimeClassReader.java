package dev.sudosafe.cluster;

import dev.sudosafe.facts.RuntimeClass;
import dev.sudosafe.facts.Toleration;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads of a RuntimeClass what is kept.
final class RuntimeClassReader {

    private RuntimeClassReader() {}

    static RuntimeClass read(GenericKubernetesResource runtimeClass) {
        String handler = Fields.text(runtimeClass, "handler");
        return new RuntimeClass(
                runtimeClass.getMetadata().getName(),
                handler == null ? "" : handler,
                Fields.entries(runtimeClass, "scheduling", "nodeSelector")
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, label -> label.getValue().toString())),
                Fields.items(runtimeClass, "scheduling", "tolerations")
                        .map(RuntimeClassReader::toleration)
                        .toList());
    }

    private static Toleration toleration(Map<?, ?> toleration) {
        return new Toleration(
                Fields.member(toleration, "key"),
                Fields.member(toleration, "operator"),
                Fields.member(toleration, "value"),
                Fields.member(toleration, "effect"));
    }
}
