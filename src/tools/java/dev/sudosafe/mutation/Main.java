package dev.sudosafe.mutation;

import dev.sudosafe.fixture.PublishedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `make mutation`: what PIT's report says of each package. Fails where too few mutants are killed.
final class Main {

    private static final Path REPORT = Path.of("target", "pit-reports", "mutations.xml");
    private static final Path DOCUMENT = Path.of("docs", "testing.md");
    private static final int BAR = 90;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        MutationScores scores = MutationScores.read(REPORT);
        System.out.println(scores.table());
        scores.survivors().forEach(System.out::println);
        List<String> low = scores.below(BAR);
        low.forEach(name -> System.out.println(name + " is below " + BAR + " %"));
        if (Boolean.getBoolean("sudosafe.publish")) {
            new PublishedSection(DOCUMENT, "mutation scores").replace(scores.table());
        }
        System.exit(low.isEmpty() ? 0 : 1);
    }
}
