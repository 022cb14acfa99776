package dev.sudosafe.injection;

import dev.sudosafe.patch.JsonPatch;
import java.util.List;

/// What the mutating door would do to a pod.
public sealed interface InjectionPlan {

    /// @param patch empty for a pod that has it all
    record Inject(IsolationChoice choice, JsonPatch patch, List<String> warnings) implements InjectionPlan {
        public Inject {
            warnings = List.copyOf(warnings);
        }
    }

    /// @param patch what needs no isolation; empty for a pod that must not be touched
    record Skip(SkipReason reason, JsonPatch patch) implements InjectionPlan {}
}
