package dev.sudosafe.dryrun;

import dev.sudosafe.manifest.Position;

/// What an outcome is about. Texts are empty where the file has none.
///
/// @param index of the object in its file, from 0; items of Lists count one by one
public record Origin(String file, int index, Position position, String kind, String namespace, String name) {

    static Origin unknown(String file, int index, Position position) {
        return new Origin(file, index, position, "", "", "");
    }

    Origin inNamespace(String other) {
        return new Origin(file, index, position, kind, other, name);
    }
}
