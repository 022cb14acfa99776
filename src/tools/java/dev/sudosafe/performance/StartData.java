package dev.sudosafe.performance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What the first seconds of a process are like, in interleaved repetitions.
///
/// @param rate of the load in the first seconds, in requests per second
/// @param flags of our process' JVM, with its cache
public record StartData(Machine machine, int seconds, int rate, String flags, List<Sample> samples) {

    public static final String CACHED = "sudosafe";
    public static final String UNCACHED = "sudosafe without AOT cache";
    public static final String WEBHOOK = "pod-security-webhook";
    public static final List<String> SERVERS = List.of(CACHED, UNCACHED, WEBHOOK);

    /// One start; all in milliseconds.
    ///
    /// @param ready from exec until readiness is answered with 200
    /// @param handshake of TLS, the first of the process
    /// @param first review, on that connection
    /// @param early p99 of the first seconds after
    /// @param settled p99 of the seconds after those
    public record Sample(
            int round, String server, double ready, double handshake, double first, double early, double settled) {}

    Optional<Spread> spread(String server, ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream()
                .filter(sample -> sample.server().equals(server))
                .mapToDouble(figure));
    }

    /// The one server's figure divided by the other's of the same round.
    Optional<Spread> ratio(String server, String other, ToDoubleFunction<Sample> figure) {
        Map<Integer, Sample> others = samples.stream()
                .filter(sample -> sample.server().equals(other))
                .collect(Collectors.toMap(Sample::round, Function.identity()));
        return Spread.of(samples.stream()
                .filter(sample -> sample.server().equals(server))
                .flatMapToDouble(sample -> Optional.ofNullable(others.get(sample.round())).stream()
                        .mapToDouble(peer -> figure.applyAsDouble(sample) / figure.applyAsDouble(peer))));
    }
}
