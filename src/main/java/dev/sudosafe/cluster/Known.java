package dev.sudosafe.cluster;

import java.util.Optional;
import java.util.stream.Stream;

/// What is known of the objects of one kind, by their names, with `namespace/` before if they are in one.
interface Known<T> {

    /// Why nothing can be said of them now; empty if something can.
    Optional<String> gap();

    Optional<T> find(String key);

    Stream<T> all();

    /// Another number whenever what is known has changed, and the same while only what is not kept does.
    long version();
}
