package dev.sudosafe.check;

import dev.sudosafe.pod.PodView;
import java.util.function.Consumer;

/// One rule of the validating door: a pure function of the pod as it would run, and of what the cluster has. What it
/// needs of the profile are its record components.
public interface Check {

    CheckDoc doc();

    /// Tells all that this check has against the pod. Without streams, as every review comes by here with every check.
    void inspect(PodView pod, Known known, Consumer<Finding> found);
}
