package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.jspecify.annotations.Nullable;

/// Of a PersistentVolumeClaim.
///
/// @param volume what it is bound to, or wants to be
/// @param storageClass null for the default one, empty for none
record Claim(@Nullable String volume, @Nullable String storageClass) {

    static Claim read(GenericKubernetesResource claim) {
        String volume = Fields.text(claim, "spec", "volumeName");
        return new Claim(volume == null || volume.isEmpty() ? null : volume, Fields.storageClass(claim));
    }
}
