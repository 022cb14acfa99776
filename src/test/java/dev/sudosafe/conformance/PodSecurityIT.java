package dev.sudosafe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.cluster.SharedApiServer;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.ExpectedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a real API server that enforces `baseline` refuses, we refuse by the check of the same field, but for the
/// relaxations that differences.yaml lists. `-Dsudosafe.cases=` compares more pods than usual; a failure names the
/// seed that repeats it.
@SharedApiServer
class PodSecurityIT {

    private static final long USUAL_SEED = 20_261_122L;
    private static final int USUAL_PODS = 1_000;
    private static final long SEED = Long.getLong("sudosafe.seed", USUAL_SEED);
    private static final int PODS = Integer.getInteger("sudosafe.cases", USUAL_PODS);
    private static final int SHOWN = 5;
    private static final Differences DIFFERENCES = Differences.read();

    private static Comparison comparison;

    @BeforeAll
    static void compare(ApiServer apiServer) throws IOException {
        Comparison.Tally tally = new Comparison.Tally(DIFFERENCES.relaxations());
        List<String> failures = new ArrayList<>();
        try (PodSecurityServer server = PodSecurityServer.on(apiServer)) {
            for (long seed = SEED; seed < SEED + PODS && failures.size() < SHOWN; seed++) {
                JsonNode pod = RestrictedFields.pod(new Random(seed));
                try {
                    tally.add(server.refusal(pod), Outcome.refusals(pod));
                } catch (AssertionError e) {
                    failures.add("again with -Dsudosafe.seed=%d -Dsudosafe.cases=1: %s%n%s"
                            .formatted(seed, e.getMessage(), Documents.yaml(pod)));
                }
            }
        }
        assertThat(failures).isEmpty();
        comparison = tally.result(SEED, PODS);
        System.out.println("compared with Pod Security: " + comparison.json());
    }

    @Test
    void every_violation_is_answered() {
        assertThat(comparison.refusedByBoth()
                        + comparison.admittedByBoth()
                        + comparison.relaxed()
                        + comparison.stricter())
                .isEqualTo(PODS);
    }

    @Test
    void the_outcome_is_published() throws IOException {
        if (SEED == USUAL_SEED && PODS == USUAL_PODS) {
            new ExpectedText(Comparison.FILE).equalTo(Documents.yaml(comparison.json()));
        }
    }

    /// An API server refuses Unmasked without a user namespace before Pod Security is asked.
    @Test
    void every_other_control_is_met() {
        if (PODS >= USUAL_PODS) {
            assertThat(comparison.violations().keySet())
                    .isEqualTo(Arrays.stream(Control.values())
                            .filter(control -> control != Control.PROC_MOUNT)
                            .map(Control::check)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void every_relaxation_is_made_use_of() {
        if (PODS >= USUAL_PODS) {
            assertThat(comparison.relaxations().keySet())
                    .isEqualTo(DIFFERENCES.relaxations().stream()
                            .map(Differences.Relaxation::why)
                            .collect(Collectors.toSet()));
        }
    }
}
