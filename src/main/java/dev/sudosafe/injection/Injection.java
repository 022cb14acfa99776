package dev.sudosafe.injection;

import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import java.util.stream.Stream;

/// One step of the mutating door: a pure function of the pod as it came. What it needs of the profile are its record
/// components. It adds and never overwrites, with the one exception that {@link Sudo} documents; a field of the user's
/// that stands in its way is left, and the check that guards the field refuses the pod.
sealed interface Injection
        permits Marks, IsolationFields, SeccompDefault, Sudo, NodeFence, DockerVolumes, DockerEngine, DockerClient {

    InjectionDoc doc();

    /// What it changes; nothing in a pod that has it already.
    Stream<Edit> edits(PodView pod);

    /// What the pod's author should know, although it is no fault.
    default Stream<String> warnings(PodView pod) {
        return Stream.empty();
    }
}
