package dev.sudosafe.dryrun;

/// A file that was named, or found in a directory that was named.
public sealed interface Input {

    /// @param file as the user would name it
    record Text(String file, String text) implements Input {}

    record Unreadable(String file, Problem problem) implements Input {}
}
