package dev.sudosafe.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// Clients that call without a pause, each on a thread of its own. None tries a call again: what fails is counted.
public final class Callers implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder calls = new LongAdder();
    private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
    private volatile boolean over;

    /// What one client does; `close` ends its connection.
    public interface Caller extends AutoCloseable {

        /// @throws Exception if the answer is missing or wrong
        void call() throws Exception;

        @Override
        void close();
    }

    /// @param failures how often each kind of failure was met, by its text
    public record Count(long calls, Map<String, Long> failures) {

        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Adds clients.
    ///
    /// @param maker makes one of its number
    public Callers add(int clients, Function<Integer, Caller> maker) {
        for (int i = 0; i < clients; i++) {
            Caller caller = maker.apply(i);
            threads.add(Thread.ofPlatform().name("caller").start(() -> run(caller)));
        }
        return this;
    }

    public Count soFar() {
        Map<String, Long> failed = new TreeMap<>();
        failures.forEach((text, count) -> failed.put(text, count.sum()));
        return new Count(calls.sum(), failed);
    }

    /// Ends the clients, each after its last answer.
    public Count end() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return soFar();
    }

    @Override
    public void close() {
        end();
    }

    private void run(Caller caller) {
        try (caller) {
            while (!over) {
                call(caller);
            }
        }
    }

    private void call(Caller caller) {
        try {
            calls.increment();
            caller.call();
        } catch (Exception e) {
            failures.computeIfAbsent(e.toString(), text -> new LongAdder()).increment();
        }
    }
}
