package dev.sudosafe.performance;

import dev.sudosafe.fixture.Markdown;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The doors and what they are compared with, a table for each load.
record DoorsTable(DoorsData data) {

    String reviews() {
        return Markdown.head("review", "bytes to the validating door")
                + data.reviews().stream()
                        .map(review -> Markdown.row(review, Numbers.text(data.bytes(review))))
                        .collect(Collectors.joining());
    }

    String saturated() {
        return Markdown.head("review", "server", "requests/s", "p50, ms", "p99, ms", "p99.9, ms", "CPU, µs", "RSS, MiB")
                + rows(
                        DoorsData.SATURATED,
                        List.of(
                                DoorsData.Sample::perSecond,
                                DoorsData.Sample::p50,
                                DoorsData.Sample::p99,
                                DoorsData.Sample::p999,
                                DoorsData.Sample::cpuMicros,
                                DoorsData.Sample::residentMib));
    }

    String steady() {
        return Markdown.head("review", "server", "p50, ms", "p99, ms", "p99.9, ms", "CPU, µs")
                + rows(
                        DoorsData.STEADY,
                        List.of(
                                DoorsData.Sample::p50,
                                DoorsData.Sample::p99,
                                DoorsData.Sample::p999,
                                DoorsData.Sample::cpuMicros));
    }

    /// Of the doors beside the Go webhook, in the same round.
    String ratios() {
        return Markdown.head("review", "server", "requests/s", "CPU at saturation", "p99 at 2,000/s", "CPU at 2,000/s")
                + data.reviews().stream()
                        .flatMap(review -> Stream.of(DoorsData.VALIDATE, DoorsData.MUTATE)
                                .map(door -> Markdown.row(
                                        review,
                                        name(door),
                                        ratio(DoorsData.SATURATED, review, door, DoorsData.Sample::perSecond),
                                        ratio(DoorsData.SATURATED, review, door, DoorsData.Sample::cpuMicros),
                                        ratio(DoorsData.STEADY, review, door, DoorsData.Sample::p99),
                                        ratio(DoorsData.STEADY, review, door, DoorsData.Sample::cpuMicros))))
                        .collect(Collectors.joining());
    }

    private String ratio(String load, String review, String door, ToDoubleFunction<DoorsData.Sample> figure) {
        return cell(data.ratio(load, review, door, DoorsData.WEBHOOK, figure));
    }

    private String rows(String load, List<ToDoubleFunction<DoorsData.Sample>> figures) {
        return data.reviews().stream()
                .flatMap(review -> DoorsData.SERVERS.stream()
                        .filter(server ->
                                data.of(load, review, server).findAny().isPresent())
                        .map(server -> row(load, review, server, figures)))
                .collect(Collectors.joining());
    }

    private String row(String load, String review, String server, List<ToDoubleFunction<DoorsData.Sample>> figures) {
        return Markdown.row(Stream.concat(
                        Stream.of(review, name(server)),
                        figures.stream().map(figure -> cell(data.spread(load, review, server, figure))))
                .toArray(String[]::new));
    }

    private static String cell(Optional<Spread> spread) {
        return spread.map(Numbers::text).orElse("");
    }

    static String name(String server) {
        return switch (server) {
            case DoorsData.VALIDATE -> "sudosafe, validate";
            case DoorsData.MUTATE -> "sudosafe, mutate";
            case DoorsData.WEBHOOK -> "Pod Security (Go)";
            case DoorsData.FLOOR -> "our HTTP alone";
            case DoorsData.TLS -> "Vert.x with TLS alone";
            case DoorsData.GATEKEEPER -> "Gatekeeper";
            default -> throw new IllegalArgumentException(server);
        };
    }
}
