package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of a StorageClass.
///
/// @param created as the API server writes it, so that text order is time order
record StorageClass(String name, @Nullable String provisioner, boolean isDefault, String created) {

    /// Of several defaults the newest is meant, and of two as new the first by name, as in Kubernetes'
    /// pkg/volume/util/storageclass.go.
    static final Comparator<StorageClass> NEWEST_FIRST =
            Comparator.comparing(StorageClass::created).reversed().thenComparing(StorageClass::name);

    private static final List<String> DEFAULT =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    static StorageClass read(GenericKubernetesResource storageClass) {
        String created = storageClass.getMetadata().getCreationTimestamp();
        return new StorageClass(
                storageClass.getMetadata().getName(),
                Fields.text(storageClass, "provisioner"),
                DEFAULT.stream().anyMatch(name -> "true".equals(Fields.annotation(storageClass, name))),
                created == null ? "" : created);
    }
}
