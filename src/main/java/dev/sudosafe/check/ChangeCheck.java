package dev.sudosafe.check;

import dev.sudosafe.pod.PodView;
import java.util.Optional;
import java.util.stream.Stream;

/// A rule on how a pod comes to be or changes, where {@link Check} judges only what it is.
public interface ChangeCheck {

    CheckDoc doc();

    /// All that this check has against the step.
    ///
    /// @param before empty when the pod is being created
    Stream<Finding> inspect(Optional<PodView> before, PodView after);
}
