package dev.sudosafe.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/// A folder as the kubelet mounts a ConfigMap or a Secret: each file is a link through `..data`, which is swapped for
/// the next generation in one rename.
public record MountedFolder(Path folder) {

    /// Makes these the files of the folder.
    public void swap(Map<String, String> texts) throws IOException {
        Path generation = Files.createTempDirectory(folder, "..2026_");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(generation.resolve(text.getKey()), text.getValue());
        }
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), generation.getFileName());
        Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        for (String file : texts.keySet()) {
            if (!Files.isSymbolicLink(folder.resolve(file))) {
                Files.createSymbolicLink(folder.resolve(file), Path.of("..data", file));
            }
        }
        removeDangling();
    }

    private void removeDangling() throws IOException {
        try (Stream<Path> links = Files.list(folder)) {
            for (Path link : links.filter(file -> !Files.exists(file)).toList()) {
                Files.delete(link);
            }
        }
    }
}
