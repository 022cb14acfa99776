package dev.sudosafe.minors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of the tests on one version of Kubernetes.
///
/// @param version such as `1.33.13`
record MinorResult(String version, List<ClassResult> classes) {

    /// The versions that a folder has results of, the oldest minor first.
    static List<MinorResult> readAll(Path folder) throws IOException {
        List<MinorResult> results = new ArrayList<>();
        for (Path version : children(folder)) {
            results.add(read(version));
        }
        results.sort(Comparator.comparingInt(MinorResult::number));
        return List.copyOf(results);
    }

    private static MinorResult read(Path folder) throws IOException {
        List<ClassResult> classes = new ArrayList<>();
        for (Path report : children(folder)) {
            classes.add(ClassResult.read(report));
        }
        return new MinorResult(String.valueOf(folder.getFileName()), List.copyOf(classes));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    String minor() {
        return version.substring(0, version.lastIndexOf('.'));
    }

    private int number() {
        return Integer.parseInt(minor().substring(minor().indexOf('.') + 1));
    }

    Optional<ClassResult> of(String name) {
        return classes.stream().filter(result -> result.name().equals(name)).findFirst();
    }

    int run() {
        return classes.stream().mapToInt(ClassResult::run).sum();
    }

    int failed() {
        return classes.stream().mapToInt(ClassResult::failed).sum();
    }

    int skipped() {
        return classes.stream().mapToInt(result -> result.skips().size()).sum();
    }
}
