package dev.sudosafe.bench;

import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.performance.DoorsData;
import dev.sudosafe.performance.DoorsData.Sample;
import dev.sudosafe.performance.Measured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Rate, latency, processor time and memory of each server by review. The servers take turns, one is loaded at a time,
/// and none is stopped in between.
final class Doors {

    /// One server's answer to one review.
    ///
    /// @param name of the server, as in {@link DoorsData}
    private record Target(Review review, String name, RunningServer server, URI url, Path body) {}

    private record Turn(String load, Target target) {}

    private Doors() {}

    static void run(Settings settings) throws IOException {
        ServerCommand command = ServerCommand.found();
        try (Servers servers = Servers.start(ApiServer.start());
                RunningServer sudosafe = servers.sudosafe(command);
                RunningServer webhook = servers.podSecurity();
                RunningServer gatekeeper = Gatekeeper.start(servers);
                RunningServer floor = floor(servers, command, sudosafe)) {
            List<Target> targets = Stream.of(
                            Review.ALL.stream().flatMap(review -> compared(review, sudosafe, webhook)),
                            Stream.of(Review.SMALL, Review.LARGE)
                                    .map(review -> validating(review, DoorsData.FLOOR, floor, "/validate/default")),
                            Stream.of(validating(Review.SMALL, DoorsData.TLS, floor, "/tls")),
                            Stream.of(Review.SMALL, Review.LARGE)
                                    .map(review -> validating(review, DoorsData.GATEKEEPER, gatekeeper, "/v1/admit")))
                    .flatMap(part -> part)
                    .toList();
            for (Target target : targets) {
                check(target);
            }
            warm(targets, settings);
            List<Sample> samples = measured(turns(targets), settings);
            Measured.write(
                    "doors",
                    new DoorsData(
                            ThisMachine.describe(),
                            settings.seconds(),
                            Settings.CONNECTIONS,
                            Settings.STEADY,
                            String.join(" ", command.flags()),
                            samples));
        }
    }

    /// With our own answers, so that as many bytes leave it.
    static RunningServer floor(Servers servers, ServerCommand command, RunningServer sudosafe) throws IOException {
        URI mutate = sudosafe.url("/mutate/default");
        return servers.floor(
                command,
                List.of(
                        kept(servers, "mutating.json", mutate, Review.SMALL.mutating()),
                        kept(servers, "again.json", mutate, Review.SMALL.validating()),
                        kept(servers, "validating.json", sudosafe.url("/validate/default"), Review.SMALL.validating())));
    }

    private static Path kept(Servers servers, String name, URI url, Path body) throws IOException {
        return Files.write(servers.folder().resolve(name), Answers.of(url, body));
    }

    private static Stream<Target> compared(Review review, RunningServer sudosafe, RunningServer webhook) {
        return Stream.of(
                validating(review, DoorsData.VALIDATE, sudosafe, "/validate/default"),
                new Target(
                        review, DoorsData.MUTATE, sudosafe, sudosafe.url("/mutate/default"), review.mutating()),
                validating(review, DoorsData.WEBHOOK, webhook, "/"));
    }

    private static Target validating(Review review, String name, RunningServer server, String path) {
        return new Target(review, name, server, server.url(path), review.validating());
    }

    /// That the answers are right, without which their speed says nothing.
    private static void check(Target target) throws IOException {
        Review review = target.review();
        switch (target.name()) {
            case DoorsData.VALIDATE -> {
                Answers.require(target.url(), target.body(), review.findings() == 0);
                if (review.findings() > 0) {
                    Answers.requireFindings(target.url(), target.body(), review.findings());
                }
            }
            case DoorsData.MUTATE -> {
                if (review.findings() == 0) {
                    Answers.requirePatch(target.url(), target.body());
                } else {
                    Answers.require(target.url(), target.body(), true);
                }
            }
            case DoorsData.FLOOR -> Answers.require(target.url(), target.body(), true);
            case DoorsData.TLS -> Answers.of(target.url(), target.body());
            default -> Answers.require(target.url(), target.body(), review.findings() == 0);
        }
    }

    /// Each server for as long as its compiler needs, with all of its reviews; ours has most of them.
    private static void warm(List<Target> targets, Settings settings) throws IOException {
        for (RunningServer server : targets.stream().map(Target::server).distinct().toList()) {
            List<Target> own = targets.stream()
                    .filter(target -> target.server().equals(server))
                    .toList();
            // What a review needs more than the others is compiled while it is asked for.
            int each = Math.max(1, settings.warmup() / 3);
            for (Target target : own) {
                Oha.saturate(target.url(), target.body(), each);
            }
        }
    }

    private static List<Turn> turns(List<Target> targets) {
        return Stream.concat(
                        targets.stream().map(target -> new Turn(DoorsData.SATURATED, target)),
                        targets.stream()
                                .filter(target -> steady(target))
                                .map(target -> new Turn(DoorsData.STEADY, target)))
                .toList();
    }

    /// Two thousand refusals a second are no steady state of a cluster, and Gatekeeper cannot keep up with the rate.
    private static boolean steady(Target target) {
        return target.review().findings() == 0
                && !target.name().equals(DoorsData.TLS)
                && !target.name().equals(DoorsData.GATEKEEPER)
                && (!target.name().equals(DoorsData.FLOOR) || target.review().equals(Review.SMALL));
    }

    private static List<Sample> measured(List<Turn> turns, Settings settings) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Bench.log("round %d of %d, %d turns", round, settings.rounds(), turns.size());
            for (Turn turn : turns) {
                samples.add(sample(round, turn, settings));
            }
        }
        return samples;
    }

    private static Sample sample(int round, Turn turn, Settings settings) throws IOException {
        Target target = turn.target();
        ProcessUsage before = target.server().usage();
        Oha.Result result = turn.load().equals(DoorsData.SATURATED)
                ? Oha.saturate(target.url(), target.body(), settings.seconds())
                : Oha.steady(target.url(), target.body(), settings.seconds(), Settings.STEADY);
        ProcessUsage after = target.server().usage();
        return new Sample(
                round,
                turn.load(),
                target.review().name(),
                Review.bytes(target.body()),
                target.name(),
                result.perSecond(),
                result.p50(),
                result.p99(),
                result.p999(),
                Bench.rounded((double) (after.cpuMicros() - before.cpuMicros()) / result.requests()),
                Bench.rounded(after.residentMib()),
                Bench.rounded(after.peakMib()));
    }
}
