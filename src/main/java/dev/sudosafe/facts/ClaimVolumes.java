package dev.sudosafe.facts;

import java.util.Optional;

/// Which persistent volumes claims are bound to.
public interface ClaimVolumes {

    ClaimVolume find(String namespace, String claim);

    /// What a new claim of a storage class will be bound to.
    ///
    /// @param storageClass none for the cluster's default; one without a name for no class, which gets an existing
    ///     volume or nothing
    default ClaimVolume ofClass(Optional<String> storageClass) {
        return new ClaimVolume.Unbound(storageClass.orElse(""));
    }
}
