package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads fields of an object whose type nobody knows: what is absent, or of another type, is null.
final class Fields {

    private Fields() {}

    static @Nullable String text(GenericKubernetesResource resource, String... path) {
        Object value = resource.<@Nullable Object>get((Object[]) path);
        return value instanceof String text ? text : null;
    }

    /// The objects of a list.
    static Stream<Map<?, ?>> items(GenericKubernetesResource resource, String... path) {
        return resource.<@Nullable Object>get((Object[]) path) instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(item -> (Map<?, ?>) item)
                : Stream.empty();
    }

    /// The entries of a map that have a value.
    static Stream<Map.Entry<String, Object>> entries(GenericKubernetesResource resource, String... path) {
        return resource.<@Nullable Object>get((Object[]) path) instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .map(entry -> Map.entry(String.valueOf(entry.getKey()), entry.getValue()))
                : Stream.empty();
    }

    /// The text of an item's member; empty if it has none.
    static String member(Map<?, ?> item, String name) {
        return item.get(name) instanceof String text ? text.intern() : "";
    }

    static Map<String, String> interned(@Nullable Map<String, String> texts) {
        return texts == null
                ? Map.of()
                : texts.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                text -> text.getKey().intern(),
                                text -> text.getValue().intern()));
    }

    static @Nullable String annotation(GenericKubernetesResource resource, String name) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(name);
    }

    /// The storage class of a claim or volume. The annotation is older than the field and still comes first
    /// (k8s.io/component-helpers, storage/volume).
    static @Nullable String storageClass(GenericKubernetesResource resource) {
        String old = annotation(resource, "volume.beta.kubernetes.io/storage-class");
        String name = old != null ? old : text(resource, "spec", "storageClassName");
        return name == null ? null : name.intern();
    }
}
