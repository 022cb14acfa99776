package dev.sudosafe.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The folder that holds the profiles: every `*.yaml`, `*.yml` and `*.json` in it, but not what begins with a dot, as
/// the kubelet keeps the generations of a mounted ConfigMap under such names.
public record ProfileFolder(Path folder) {

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    /// The texts of the files by name.
    ///
    /// @throws IOException also when a file goes away between listing and reading, as in a swap of the ConfigMap:
    ///     read again then
    public SortedMap<String, String> read() throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ProfileFolder::isProfile).toList()) {
                texts.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return texts;
    }

    private static boolean isProfile(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
