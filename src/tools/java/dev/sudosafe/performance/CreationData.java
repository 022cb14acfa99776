package dev.sudosafe.performance;

import java.util.List;
import java.util.Optional;

/// How long the API server takes to create a pod, by what stands in its way.
///
/// @param mutatingPolicies the version of MutatingAdmissionPolicy that the API server has
public record CreationData(Machine machine, String mutatingPolicies, List<Variant> variants) {

    public static final String NONE = "none";
    public static final String CONSTANT = "constant";
    public static final String SUDOSAFE = "sudosafe";
    public static final String POLICIES = "policies";
    public static final List<String> ALL = List.of(NONE, CONSTANT, SUDOSAFE, POLICIES);

    /// All in milliseconds.
    ///
    /// @param rounds the p50 of each round
    public record Variant(String name, int count, double p50, double p99, List<Double> rounds) {}

    Optional<Variant> variant(String name) {
        return variants.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /// The one's p50 divided by the other's.
    Optional<Double> ratio(String name, String other) {
        return variant(name).flatMap(one -> variant(other).map(peer -> one.p50() / peer.p50()));
    }
}
