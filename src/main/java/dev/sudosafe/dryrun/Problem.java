package dev.sudosafe.dryrun;

import dev.sudosafe.manifest.Position;

/// Why something could not be judged.
///
/// @param place `file` or `file:line:column`; empty when the problem is with no file
public record Problem(String place, String what, String remedy) {

    public static Problem at(String file, Position position, String what, String remedy) {
        return new Problem(file + ":" + position, what, remedy);
    }

    @Override
    public String toString() {
        return (place.isEmpty() ? "" : place + ": ") + what + ": " + remedy;
    }
}
