package dev.sudosafe.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Less than a minute of `make generate`, always the same cases.
class GeneratedReviewsIT {

    private static final long CASES = 6_000;

    private static Soak.Outcome outcome;

    @BeforeAll
    static void run() throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        outcome = new Soak(20_261_122, CASES, Long.MAX_VALUE, Duration.ofMinutes(10), threads).run(reviews -> {});
    }

    @Test
    void no_property_is_broken() {
        assertThat(outcome.failures()).isEmpty();
    }

    @Test
    void every_leaf_of_the_schema_is_set_and_every_check_fires() {
        assertThat(new Shortfall(1).of(outcome.tally())).isEmpty();
    }

    @Test
    void many_pods_are_admitted_and_many_are_a_danger() {
        assertThat(outcome.tally().cases()).isEqualTo(CASES);
        assertThat(outcome.tally().admitted())
                .as("else the oracle proves nothing")
                .isGreaterThan(CASES / 10);
        assertThat(outcome.tally().dangers())
                .as("else the oracle proves nothing")
                .isGreaterThan(CASES / 10);
    }
}
