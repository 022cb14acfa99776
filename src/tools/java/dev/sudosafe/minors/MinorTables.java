package dev.sudosafe.minors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The results in Markdown.
///
/// @param known the classes that there are, so that one without any result is told of
record MinorTables(List<MinorResult> results, List<String> known) {

    String text() {
        return summary() + "\n" + classes() + skips();
    }

    private String summary() {
        return "| minor | API server | tests run | failed | skipped |\n|---|---|---|---|---|\n"
                + lines(results.stream()
                        .map(result -> row(
                                result.minor(), result.version(), result.run(), result.failed(), result.skipped())));
    }

    private String classes() {
        return row(cells("class", MinorResult::minor))
                + "\n"
                + "|---".repeat(results.size() + 1)
                + "|\n"
                + lines(Stream.concat(known.stream(), tried())
                        .distinct()
                        .sorted()
                        .map(name -> row(cells("`" + name + "`", result -> cell(result, name)))));
    }

    private Stream<String> tried() {
        return results.stream().flatMap(result -> result.classes().stream()).map(ClassResult::name);
    }

    private Object[] cells(String first, Function<MinorResult, String> cell) {
        return Stream.concat(Stream.of(first), results.stream().map(cell)).toArray();
    }

    private static String cell(MinorResult result, String name) {
        return result.of(name)
                .map(tests -> tests.run()
                        + (tests.failed() > 0 ? ", " + tests.failed() + " failed" : "")
                        + (tests.skips().isEmpty() ? "" : ", " + tests.skips().size() + " skipped"))
                .orElse("not run");
    }

    private String skips() {
        Map<ClassResult.Skip, String> minors = new LinkedHashMap<>();
        for (MinorResult result : results) {
            result.classes().stream()
                    .flatMap(tests -> tests.skips().stream())
                    .forEach(skip -> minors.merge(skip, result.minor(), (some, more) -> some + ", " + more));
        }
        return minors.isEmpty()
                ? ""
                : "\n| skipped | on | reason |\n|---|---|---|\n"
                        + lines(minors.entrySet().stream()
                                .map(entry -> row(
                                        "`" + entry.getKey().test() + "`",
                                        entry.getValue(),
                                        entry.getKey().reason())));
    }

    private static String row(Object... cells) {
        return Stream.of(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }
}
