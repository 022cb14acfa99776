package dev.sudosafe.bench;

import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.performance.Measured;
import dev.sudosafe.performance.StartData;
import dev.sudosafe.performance.StartData.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The first seconds of a process: until it is ready, its first review, and a load from then on.
final class Start {

    private static final int RATE = 500;
    private static final int SECONDS = 10;

    /// Of a client that is warm.
    private static final int CALLS = 1000;

    private static final double NANOS_PER_MILLI = 1e6;

    /// A process that is being started.
    private interface Launch {
        RunningServer launch() throws IOException;
    }

    private record Contender(Launch launch, String path) {}

    private Start() {}

    static void run(Settings settings) throws IOException {
        ServerCommand command = ServerCommand.found();
        int seconds = Math.min(SECONDS, 2 * settings.seconds());
        try (Servers servers = Servers.start(ApiServer.start())) {
            Map<String, Contender> contenders = contenders(servers, command);
            warm(contenders.get(StartData.WEBHOOK));
            for (Contender contender : contenders.values()) {
                sample(0, "warms the harness and the page cache", contender, 1);
            }
            List<Sample> samples = new ArrayList<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                    samples.add(sample(round, contender.getKey(), contender.getValue(), seconds));
                }
            }
            Measured.write(
                    "start",
                    new StartData(
                            ThisMachine.describe(), seconds, RATE, String.join(" ", command.flags()), samples));
        }
    }

    /// A client that makes its first calls would be measured with the server.
    private static void warm(Contender contender) throws IOException {
        try (RunningServer server = contender.launch().launch().awaitReady()) {
            for (int call = 0; call < CALLS; call++) {
                FirstReview.of(server.url(contender.path()), Review.SMALL.validating());
            }
        }
    }

    /// Without a cache there is one of ours less.
    private static Map<String, Contender> contenders(Servers servers, ServerCommand command) {
        Map<String, Contender> contenders = new LinkedHashMap<>();
        ServerCommand bare = command.withoutCache();
        if (bare.equals(command)) {
            Bench.log("there is no AOT cache: make image first, to have one");
        } else {
            contenders.put(
                    StartData.CACHED, new Contender(() -> servers.launchSudosafe(command), "/validate/default"));
        }
        contenders.put(StartData.UNCACHED, new Contender(() -> servers.launchSudosafe(bare), "/validate/default"));
        contenders.put(StartData.WEBHOOK, new Contender(servers::launchPodSecurity, "/"));
        return contenders;
    }

    private static Sample sample(int round, String name, Contender contender, int seconds) throws IOException {
        long started = System.nanoTime();
        try (RunningServer server = contender.launch().launch()) {
            while (!server.isReady()) {
                pause();
            }
            double ready = millisSince(started);
            FirstReview first = FirstReview.of(server.url(contender.path()), Review.SMALL.validating());
            Oha.Result early = load(server, contender, seconds);
            Oha.Result settled = load(server, contender, seconds);
            return new Sample(
                    round,
                    name,
                    Bench.rounded(ready),
                    Bench.rounded(first.handshake()),
                    Bench.rounded(first.review()),
                    early.p99(),
                    settled.p99());
        }
    }

    private static Oha.Result load(RunningServer server, Contender contender, int seconds) throws IOException {
        return Oha.steady(server.url(contender.path()), Review.SMALL.validating(), seconds, RATE);
    }

    static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS_PER_MILLI;
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
