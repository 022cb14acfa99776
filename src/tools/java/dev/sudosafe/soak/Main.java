package dev.sudosafe.soak;

import dev.sudosafe.fixture.PublishedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// `make generate`: ten million reviews, or an hour.
final class Main {

    private static final Path REPORT = Path.of("target", "generated-reviews.md");
    private static final Path DOCUMENT = Path.of("docs", "testing.md");

    /// A shorter run cannot set every leaf as often.
    private static final long WHOLE = 1_000_000;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seed = Long.getLong("sudosafe.seed", System.currentTimeMillis());
        Soak soak = new Soak(
                seed,
                Long.getLong("sudosafe.cases", Long.MAX_VALUE),
                Long.getLong("sudosafe.reviews", 10_000_000L),
                Duration.ofMinutes(Long.getLong("sudosafe.minutes", 60L)),
                Runtime.getRuntime().availableProcessors());
        System.out.println("seed " + seed);
        Soak.Outcome outcome = soak.run(new Console());
        Shortfall shortfall = new Shortfall(outcome.tally().reviews() < WHOLE ? 0 : 1_000);
        SoakReport report = new SoakReport(outcome, shortfall);
        Files.writeString(REPORT, report.text());
        System.out.println();
        System.out.println(report.summary());
        outcome.failures().forEach(System.out::println);
        shortfall.of(outcome.tally()).forEach(System.out::println);
        System.out.println("all of it is in " + REPORT);
        boolean good =
                outcome.failures().isEmpty() && shortfall.of(outcome.tally()).isEmpty();
        if (good && Boolean.getBoolean("sudosafe.publish")) {
            new PublishedSection(DOCUMENT, "generated reviews").replace(report.summary());
        }
        System.exit(good ? 0 : 1);
    }

    private static final class Console implements Soak.Progress {

        private long shown = System.nanoTime();

        @Override
        public void made(long reviews) {
            if (System.nanoTime() - shown > 30_000_000_000L) {
                shown = System.nanoTime();
                System.out.printf("%,d reviews%n", reviews);
            }
        }
    }
}
