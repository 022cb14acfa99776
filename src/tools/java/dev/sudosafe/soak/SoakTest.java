package dev.sudosafe.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.property.Tally;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakTest {

    @Test
    void a_seed_has_always_the_same_cases() throws InterruptedException {
        Tally once = run(40, 1).tally();
        Tally again = run(40, 2).tally();
        assertThat(again.cases()).isEqualTo(40);
        assertThat(again.reviews()).isEqualTo(once.reviews());
        assertThat(again.fired("isolation")).isEqualTo(once.fired("isolation"));
    }

    @Test
    void what_was_tried_too_seldom_is_named() throws InterruptedException {
        assertThat(new Shortfall(1_000).of(run(1, 1).tally()))
                .contains("node-name fired 0 times")
                .anyMatch(line -> line.startsWith("spec.hostUsers was set "));
    }

    @Test
    void a_run_ends_once_it_has_made_its_reviews() throws InterruptedException {
        Soak soak = new Soak(1, Long.MAX_VALUE, 1, Duration.ofMinutes(5), 1);
        assertThat(soak.run(reviews -> {}).took()).isLessThan(Duration.ofMinutes(1));
    }

    private static Soak.Outcome run(long cases, int threads) throws InterruptedException {
        return new Soak(1, cases, Long.MAX_VALUE, Duration.ofMinutes(1), threads).run(reviews -> {});
    }
}
