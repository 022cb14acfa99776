package dev.sudosafe.check;

import dev.sudosafe.pod.PodChange;
import java.util.function.Consumer;

/// A rule on how a pod comes to be or changes, and by whom, where {@link Check} judges only what it is.
public interface ChangeCheck {

    CheckDoc doc();

    /// Tells all that this check has against the step.
    void inspect(PodChange change, Consumer<Finding> found);
}
