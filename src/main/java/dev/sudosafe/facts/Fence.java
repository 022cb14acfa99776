package dev.sudosafe.facts;

import java.util.List;

/// What a pod must say lest the scheduler put it onto a node that cannot run it. Of user namespaces and handlers the
/// scheduler knows nothing.
public sealed interface Fence {

    /// Nothing: what the scheduler sees keeps the pod from all such nodes.
    record None() implements Fence {}

    /// That it wants this label, which all nodes have that can, and no other.
    record Label(String key, String value) implements Fence {}

    /// That it wants none of these values of `kubernetes.io/hostname`.
    record NotHosts(List<String> names) implements Fence {
        public NotHosts {
            names = List.copyOf(names);
        }
    }

    /// More than a pod could say.
    ///
    /// @param nodes how many cannot run it
    record TooLong(int nodes) implements Fence {}
}
