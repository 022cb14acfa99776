package dev.sudosafe.check;

import dev.sudosafe.pod.PodChange;
import java.util.stream.Stream;

/// A rule on how a pod comes to be or changes, and by whom, where {@link Check} judges only what it is.
public interface ChangeCheck {

    CheckDoc doc();

    /// All that this check has against the step.
    Stream<Finding> inspect(PodChange change);
}
