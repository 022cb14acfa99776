package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;

/// What a check knows beside the pod itself.
///
/// @param facts of the cluster, as they are at this review
/// @param sidecar what of the pod is the injected sidecar's
public record Known(ClusterFacts facts, SidecarGrant sidecar) {}
