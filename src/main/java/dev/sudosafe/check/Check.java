package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.PodView;
import java.util.stream.Stream;

/// One rule of the validating door: a pure function of the pod as it would run, and of what the cluster has. What it
/// needs of the profile are its record components.
public interface Check {

    CheckDoc doc();

    /// All that this check has against the pod, in the order of the fields.
    Stream<Finding> inspect(PodView pod, ClusterFacts facts);
}
