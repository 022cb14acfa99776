package dev.sudosafe.engine;

import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.Field;

/// What becomes of a new pod.
///
/// @param patch what the mutating door does to it; empty if it does not get there
/// @param verdict on what comes out
public record Creation(JsonPatch patch, Verdict verdict) {

    /// The same on a pod that was made of this: findings say where their fields stand there.
    public Creation in(Field origin) {
        return new Creation(patch, verdict.in(origin));
    }
}
