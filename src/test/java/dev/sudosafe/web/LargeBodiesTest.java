package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.web.LargeBodies.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LargeBodiesTest {

    private final LargeBodies bodies = new LargeBodies();
    private final List<String> started = new ArrayList<>();

    @Test
    void the_first_starts_at_once_and_the_others_wait() {
        enter("first");
        enter("second");

        assertThat(started).containsExactly("first");
    }

    @Test
    void turns_come_in_the_order_of_entry() {
        Turn first = enter("first");
        Turn second = enter("second");
        enter("third");

        first.end();
        second.end();

        assertThat(started).containsExactly("first", "second", "third");
    }

    @Test
    void one_who_leaves_while_waiting_is_passed_over() {
        Turn first = enter("first");
        Turn second = enter("second");
        enter("third");

        second.end();
        first.end();

        assertThat(started).containsExactly("first", "third");
    }

    @Test
    void leaving_while_waiting_starts_nobody() {
        enter("first");
        Turn second = enter("second");
        enter("third");

        second.end();

        assertThat(started).containsExactly("first");
    }

    @Test
    void a_turn_ends_only_once() {
        Turn first = enter("first");
        enter("second");
        enter("third");

        first.end();
        first.end();

        assertThat(started).containsExactly("first", "second");
    }

    @Test
    void one_who_left_while_waiting_ends_no_turn_of_others() {
        Turn first = enter("first");
        Turn second = enter("second");
        second.end();
        first.end();
        enter("third");
        enter("fourth");

        second.end();

        assertThat(started).containsExactly("first", "third");
    }

    @Test
    void after_all_have_gone_the_next_starts_at_once() {
        enter("first").end();
        enter("second");

        assertThat(started).containsExactly("first", "second");
    }

    @Test
    void no_turn_is_lost_and_no_two_overlap_among_threads() throws InterruptedException {
        int entries = 5_000;
        CountDownLatch ended = new CountDownLatch(entries);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < entries; i++) {
                threads.execute(() -> {
                    CountDownLatch turn = new CountDownLatch(1);
                    Turn entered = bodies.enter(() -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        turn.countDown();
                    });
                    awaitQuietly(turn);
                    inside.decrementAndGet();
                    entered.end();
                    ended.countDown();
                });
            }

            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most).hasValue(1);
    }

    private Turn enter(String name) {
        return bodies.enter(() -> started.add(name));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
