package dev.sudosafe.facts;

/// What is known of the cluster at the moment of a review. Asking never blocks.
public record ClusterFacts(ClaimVolumes claims, Nodes nodes) {

    private static final String NO_CLUSTER = "no cluster to look it up in";

    /// Where no cluster is at hand, as on the command line.
    public static final ClusterFacts NONE = of((namespace, claim) -> new ClaimVolume.Unknown(NO_CLUSTER));

    /// Where nothing is known but claims.
    public static ClusterFacts of(ClaimVolumes claims) {
        return new ClusterFacts(claims, new Nodes.Unknown(NO_CLUSTER));
    }
}
