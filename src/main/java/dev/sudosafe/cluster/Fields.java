package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads fields of an object whose type nobody knows: what is absent, or of another type, is null.
final class Fields {

    private Fields() {}

    static @Nullable String text(GenericKubernetesResource resource, String... path) {
        Object value = resource.<@Nullable Object>get((Object[]) path);
        return value instanceof String text ? text : null;
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
