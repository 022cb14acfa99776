package dev.sudosafe.facts;

/// What is known of the cluster at the moment of a review. Asking never blocks.
public record ClusterFacts(ClaimVolumes claims) {

    /// Where no cluster is at hand, as on the command line.
    public static final ClusterFacts NONE =
            new ClusterFacts((namespace, claim) -> new ClaimVolume.Unknown("no cluster to look it up in"));
}
