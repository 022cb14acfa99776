package dev.sudosafe.bench;

import java.util.Optional;

/// What `make bench` was told, else what a run that is published uses.
///
/// @param rounds in which servers take turns
/// @param seconds of one load
/// @param warmup in seconds; a third of it by each review where a server gets several
/// @param minutes of the soak
/// @param rate of the soak in requests per second; 0 is as many as there can be
record Settings(int rounds, int seconds, int warmup, int minutes, int rate) {

    /// Of the load generator; an API server keeps about as many to a webhook when it is busy.
    static final int CONNECTIONS = 16;

    /// Of the steady load, in requests per second.
    static final int STEADY = 2_000;

    static Settings read() {
        int seconds = number("SECONDS", 6);
        return new Settings(
                number("ROUNDS", 5),
                seconds,
                number("WARMUP", 5 * seconds),
                number("MINUTES", 60),
                number("RATE", 0));
    }

    private static int number(String name, int otherwise) {
        return Optional.ofNullable(System.getenv("BENCH_" + name))
                .filter(text -> !text.isBlank())
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
