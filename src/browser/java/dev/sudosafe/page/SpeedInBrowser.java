package dev.sudosafe.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.fixture.PublishedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From a key to the verdict, by the browser's own clock: pause, request, judgement and drawing all count.
class SpeedInBrowser {

    private static final int PRESSES = 20;

    /// As much again and once more, as the machines of tests are busy.
    private static final double MOST_MILLISECONDS = 3 * 100;

    private static final String WATCH = """
            () => {
              window.times = [];
              let pressed = 0;
              addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
              new MutationObserver(() => times.push(performance.now() - pressed))
                .observe(document.body, { attributeFilter: ["data-judged"] });
            }""";

    @Test
    void a_verdict_follows_a_key_at_once() throws IOException {
        try (SudosafeProcess process = SudosafeProcess.startWarm(
                        Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true", "SUDOSAFE_DRY_RUN_TOKEN", "test"));
                Visit visit =
                        Visit.of(process.url()).withToken("test").manifest(Manifests.ofLines(200)).judged("1 denied")) {
            for (int warmUp = 0; warmUp < PRESSES; warmUp++) {
                press(visit, "#");
            }
            visit.page().evaluate(WATCH);
            List<Double> times = new ArrayList<>();
            for (int press = 0; press < PRESSES; press++) {
                press(visit, "x");
                visit.page().waitForFunction("count => times.length >= count", press + 1);
            }
            for (Object time : (List<?>) visit.page().evaluate("times")) {
                times.add(((Number) time).doubleValue());
            }
            Collections.sort(times);
            publish(times);

            assertThat(times).hasSize(PRESSES);
            assertThat(times.get(PRESSES / 2)).as("median of " + times).isLessThan(MOST_MILLISECONDS);
        }
    }

    private static void press(Visit visit, String key) {
        String before = String.valueOf(visit.page().evaluate("document.body.dataset.judged"));
        visit.page().keyboard().press(key);
        visit.page().waitForFunction("before => document.body.dataset.judged !== before", before);
    }

    private static void publish(List<Double> times) throws IOException {
        if (Boolean.getBoolean("sudosafe.publish")) {
            new PublishedSection(Path.of("docs/dry-run.md"), "speed of the page")
                    .replace("From a key to the verdict, on a manifest of 200 lines and over loopback, %.0f ms (median of %d; %.0f to %.0f), of which the page waits 30 ms for the next key.\n"
                            .formatted(times.get(PRESSES / 2), PRESSES, times.getFirst(), times.getLast()));
        }
    }
}
