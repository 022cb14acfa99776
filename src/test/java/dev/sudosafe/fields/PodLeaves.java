package dev.sudosafe.fields;

import dev.sudosafe.fixture.Documents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The leaves that a pod has in each minor of Kubernetes, as `src/test/envtest/leaves` has written them.
///
/// @param versions of Kubernetes, the last of them a preview of the next minor
/// @param byMinor the leaves, by minors such as `1.36`
public record PodLeaves(List<String> versions, Map<String, Set<String>> byMinor) {

    private static final String VERSIONS = "# Kubernetes ";

    public static PodLeaves read() {
        List<String> lines = Documents.text(Documents.resource("fields").resolve("leaves.txt"))
                .lines()
                .toList();
        List<String> versions =
                List.of(lines.getFirst().substring(VERSIONS.length()).split(" "));
        Map<String, Set<String>> byMinor = new TreeMap<>();
        versions.forEach(version -> byMinor.put(minor(version), new TreeSet<>()));
        lines.stream().filter(line -> !line.startsWith("#")).forEach(line -> {
            List<String> words = List.of(line.split(" "));
            List<String> minors = words.size() == 1 ? List.copyOf(byMinor.keySet()) : words.subList(1, words.size());
            new FieldPattern(words.getFirst())
                    .leaves()
                    .forEach(leaf ->
                            minors.forEach(minor -> leavesOf(byMinor, minor).add(leaf)));
        });
        return new PodLeaves(versions, byMinor);
    }

    /// Such as `1.36` of `1.36.3`.
    public static String minor(String version) {
        return Arrays.stream(version.split("\\.")).limit(2).collect(Collectors.joining("."));
    }

    public Set<String> of(String minor) {
        return leavesOf(byMinor, minor);
    }

    /// The leaves of any minor.
    Set<String> all() {
        return byMinor.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> leavesOf(Map<String, Set<String>> byMinor, String minor) {
        Set<String> leaves = byMinor.get(minor);
        if (leaves == null) {
            throw new IllegalArgumentException("no leaves of Kubernetes " + minor + ": run src/test/envtest/leaves");
        }
        return leaves;
    }
}
