package dev.sudosafe.facts;

/// Which persistent volumes claims are bound to.
public interface ClaimVolumes {

    ClaimVolume find(String namespace, String claim);

    /// What a new claim of a storage class will be bound to.
    ///
    /// @param storageClass empty for the cluster's default
    default ClaimVolume ofClass(String storageClass) {
        return new ClaimVolume.Unbound(storageClass);
    }
}
