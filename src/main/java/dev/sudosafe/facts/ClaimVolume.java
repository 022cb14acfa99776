package dev.sudosafe.facts;

/// What stands behind a persistent volume claim.
public sealed interface ClaimVolume {

    /// A volume of a known type: the one that the claim is bound to, or one that its storage class will provision.
    ///
    /// @param type the name of the volume's source, such as `csi` or `hostPath`
    /// @param storageClass empty if it has none
    record Backed(String type, String storageClass) implements ClaimVolume {}

    /// Not bound yet, as with `volumeBindingMode: WaitForFirstConsumer`, and of no class whose volumes are known.
    ///
    /// @param storageClass empty if it has none
    record Unbound(String storageClass) implements ClaimVolume {}

    /// Nothing is known of it.
    ///
    /// @param why such as `no cluster to look it up in`
    record Unknown(String why) implements ClaimVolume {}
}
