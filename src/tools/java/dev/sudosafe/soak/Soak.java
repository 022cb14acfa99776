package dev.sudosafe.soak;

import dev.sudosafe.property.Tally;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Random cases on several threads until enough have been tried, or time is up.
///
/// @param seed of the first case; each further one has the next
/// @param cases at most so many
/// @param reviews ends once so many were made
record Soak(long seed, long cases, long reviews, Duration time, int threads) {

    /// No review may take as long.
    private static final Duration HANG = Duration.ofSeconds(5);

    /// More would only repeat what is wrong.
    private static final int MANY = 20;

    /// What it came to.
    record Outcome(Soak soak, Duration took, Tally tally, List<Failure> failures) {

        double reviewsPerSecond() {
            return tally.reviews() * 1e9 / took.toNanos();
        }
    }

    /// @param progress told the reviews so far, about once a second
    Outcome run(Progress progress) throws InterruptedException {
        warmUp();
        Queue<Failure> failures = new ConcurrentLinkedQueue<>();
        AtomicLong next = new AtomicLong(seed);
        AtomicBoolean enough = new AtomicBoolean();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Running> all = Stream.generate(() -> Running.start(new Worker(() -> seed(next, end, enough), failures)))
                .limit(threads)
                .toList();
        while (all.stream().anyMatch(Running::isAlive) && failures.stream().noneMatch(Soak::isHang)) {
            all.getFirst().thread().join(1_000);
            all.stream().filter(Running::isAlive).forEach(running -> watch(running, failures));
            long made = all.stream()
                    .mapToLong(running -> running.worker().tally().reviews())
                    .sum();
            progress.made(made);
            enough.set(made >= reviews || failures.size() >= MANY);
        }
        Tally sum = new Tally();
        all.forEach(running -> sum.add(running.worker().tally()));
        return new Outcome(this, Duration.ofNanos(System.nanoTime() - start), sum, List.copyOf(failures));
    }

    private record Running(Worker worker, Thread thread) {

        static Running start(Worker worker) {
            return new Running(worker, Thread.ofPlatform().daemon().start(worker));
        }

        boolean isAlive() {
            return thread.isAlive();
        }
    }

    /// Loading a class is not to be taken for a hang.
    private void warmUp() {
        Queue<Failure> ignored = new ConcurrentLinkedQueue<>();
        AtomicLong next = new AtomicLong(seed);
        new Worker(
                        () -> next.get() < seed + 20 ? OptionalLong.of(next.getAndIncrement()) : OptionalLong.empty(),
                        ignored)
                .run();
    }

    /// Told how it goes.
    interface Progress {
        void made(long reviews);
    }

    private OptionalLong seed(AtomicLong next, long end, AtomicBoolean enough) {
        if (enough.get() || System.nanoTime() > end) {
            return OptionalLong.empty();
        }
        long mine = next.getAndIncrement();
        return mine - seed < cases ? OptionalLong.of(mine) : OptionalLong.empty();
    }

    private static void watch(Running running, Queue<Failure> failures) {
        Worker.Doing doing = running.worker().doing();
        if (doing.takesOver(HANG)) {
            Hang hang = new Hang(doing.property());
            hang.setStackTrace(running.thread().getStackTrace());
            failures.add(new Failure(doing.property(), doing.seed(), hang));
        }
    }

    private static boolean isHang(Failure failure) {
        return failure.cause() instanceof Hang;
    }

    /// Where a thread was when its time was up.
    private static final class Hang extends RuntimeException {

        private static final long serialVersionUID = 1;

        Hang(String property) {
            super("no end after " + HANG + ": " + property);
        }
    }
}
