package dev.sudosafe.profile;

import dev.sudosafe.manifest.Position;

/// Why a profile's file is refused.
///
/// @param file as the reader was given it
/// @param field as a path, empty when the problem is not with one field
public record ProfileProblem(String file, Position position, String field, String message) {
    @Override
    public String toString() {
        return "%s:%s: %s%s".formatted(file, position, field.isEmpty() ? "" : field + ": ", message);
    }
}
