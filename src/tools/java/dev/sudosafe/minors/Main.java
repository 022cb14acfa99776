package dev.sudosafe.minors;

import dev.sudosafe.fixture.PublishedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// `make minors`, after the tests: writes the page, and fails where a test did.
final class Main {

    private static final Path RESULTS = Path.of("target", "minors");
    private static final Path TESTS = Path.of("src", "test", "java", "dev", "sudosafe", "cluster");
    private static final Path DOCUMENT = Path.of("docs", "kubernetes-versions.md");

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        List<MinorResult> results = MinorResult.readAll(RESULTS);
        String tables = new MinorTables(results, known()).text();
        System.out.println(tables);
        new PublishedSection(DOCUMENT, "results")
                .replace("Last written on " + LocalDate.now(ZoneOffset.UTC) + ".\n\n" + tables);
        System.exit(results.stream().allMatch(result -> result.failed() == 0) ? 0 : 1);
    }

    private static List<String> known() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("IT.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
    }
}
