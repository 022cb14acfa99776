package dev.sudosafe.performance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What servers do under load, by review, in interleaved rounds.
///
/// @param connections of the load generator, kept alive
/// @param rate of the steady load, in requests per second
/// @param flags of our process' JVM
public record DoorsData(Machine machine, int seconds, int connections, int rate, String flags, List<Sample> samples) {

    public static final String VALIDATE = "validate";
    public static final String MUTATE = "mutate";
    public static final String WEBHOOK = "pod-security-webhook";
    public static final String FLOOR = "floor";
    public static final String TLS = "tls";
    public static final String GATEKEEPER = "gatekeeper";
    public static final List<String> SERVERS = List.of(VALIDATE, MUTATE, WEBHOOK, FLOOR, TLS, GATEKEEPER);

    public static final String SATURATED = "saturated";
    public static final String STEADY = "steady";

    /// One run of the load generator against one server.
    ///
    /// @param bytes of the request's body
    /// @param perSecond requests
    /// @param p50 in milliseconds, as p99 and p999
    /// @param cpuMicros of the server's process, user and system, for each request
    /// @param residentMib at the end of the run
    /// @param peakMib since the process was started
    public record Sample(
            int round,
            String load,
            String review,
            int bytes,
            String server,
            double perSecond,
            double p50,
            double p99,
            double p999,
            double cpuMicros,
            double residentMib,
            double peakMib) {}

    public List<String> reviews() {
        return samples.stream().map(Sample::review).distinct().toList();
    }

    /// The figure of a server in all rounds.
    Optional<Spread> spread(String load, String review, String server, ToDoubleFunction<Sample> figure) {
        return Spread.of(of(load, review, server).mapToDouble(figure));
    }

    /// The one server's figure divided by the other's of the same round.
    Optional<Spread> ratio(String load, String review, String server, String other, ToDoubleFunction<Sample> figure) {
        Map<Integer, Sample> others =
                of(load, review, other).collect(Collectors.toMap(Sample::round, Function.identity()));
        return Spread.of(of(load, review, server)
                .flatMapToDouble(sample -> Optional.ofNullable(others.get(sample.round())).stream()
                        .mapToDouble(peer -> figure.applyAsDouble(sample) / figure.applyAsDouble(peer))));
    }

    Stream<Sample> of(String load, String review, String server) {
        return samples.stream()
                .filter(sample -> sample.load().equals(load)
                        && sample.review().equals(review)
                        && sample.server().equals(server));
    }

    int bytes(String review) {
        return samples.stream()
                .filter(sample -> sample.review().equals(review))
                .filter(sample -> !sample.server().equals(MUTATE))
                .mapToInt(Sample::bytes)
                .max()
                .orElse(0);
    }
}
