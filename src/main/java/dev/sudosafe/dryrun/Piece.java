package dev.sudosafe.dryrun;

import dev.sudosafe.manifest.MalformedManifestException;
import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.ManifestReader;
import dev.sudosafe.manifest.Position;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A part of a file that is read by itself, so that what is malformed in it hides nothing else.
///
/// @param line how many lines are before it
/// @param column how many characters are before it in its first line
record Piece(String text, int line, int column) {

    /// Its documents, with positions in the file.
    List<Manifest> read() throws MalformedManifestException {
        return ManifestReader.read(text).stream().map(this::inFile).toList();
    }

    /// The position in the file of a position in the piece.
    Position inFile(Position position) {
        return new Position(
                position.line() + line, position.line() == 1 ? position.column() + column : position.column());
    }

    private Manifest inFile(Manifest manifest) {
        return line == 0 && column == 0
                ? manifest
                : new Manifest(
                        manifest.json(),
                        manifest.positions().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> inFile(entry.getValue()))));
    }
}
