package dev.sudosafe.performance;

import dev.sudosafe.fixture.Markdown;
import dev.sudosafe.performance.Bar.Worst;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All bars, with what the data say of each. Of several reviews the worst one counts.
record Bars(Measured measured) {

    private static final String TIMES = " times";

    /// Beside the limits of others, which the page tells.
    private static final double RESIDENT_MIB = 200;

    private static final double RESIDENT_GOAL_MIB = 150;

    List<Bar> all() {
        return Stream.of(doors(), start(), creation()).flatMap(List::stream).toList();
    }

    String table() {
        return Markdown.head("what", "bar", "reached", "")
                + all().stream().map(Bar::row).collect(Collectors.joining());
    }

    private List<Bar> doors() {
        return List.of(
                Bar.atLeast(
                        "validating door, requests per second at saturation, beside the Go webhook",
                        3,
                        TIMES,
                        least(DoorsData.VALIDATE)),
                Bar.atLeast(
                        "mutating door, the same, beside the Go webhook's validation",
                        2,
                        TIMES,
                        least(DoorsData.MUTATE)),
                Bar.atMost(
                        "validating door, p99 at 2,000 requests per second, beside the Go webhook",
                        0.5,
                        TIMES,
                        most(DoorsData.STEADY, DoorsData.Sample::p99)),
                Bar.atMost(
                        "validating door, processor time of a request at saturation, beside the Go webhook",
                        0.5,
                        TIMES,
                        most(DoorsData.SATURATED, DoorsData.Sample::cpuMicros)),
                Bar.atMost(
                        "validating door, processor time of a request of the small pod, beside our HTTP alone",
                        1.3,
                        TIMES,
                        floor()),
                Bar.atMost("resident memory of the process under load", RESIDENT_MIB, " MiB", resident()),
                Bar.atMost("the same, as a goal", RESIDENT_GOAL_MIB, " MiB", resident()));
    }

    private Optional<Worst> least(String door) {
        return measured.doors()
                .flatMap(data -> ratios(data, DoorsData.SATURATED, door, data.reviews(), DoorsData.Sample::perSecond)
                        .min(Comparator.comparingDouble(Worst::figure)));
    }

    private Optional<Worst> most(String load, ToDoubleFunction<DoorsData.Sample> figure) {
        return measured.doors()
                .flatMap(data -> ratios(data, load, DoorsData.VALIDATE, data.reviews(), figure)
                        .max(Comparator.comparingDouble(Worst::figure)));
    }

    private static Stream<Worst> ratios(
            DoorsData data, String load, String door, List<String> reviews, ToDoubleFunction<DoorsData.Sample> figure) {
        return reviews.stream()
                .flatMap(review -> data.ratio(load, review, door, DoorsData.WEBHOOK, figure).stream()
                        .map(ratio -> new Worst(ratio.median(), review)));
    }

    private Optional<Worst> floor() {
        return measured.doors()
                .flatMap(data -> data.ratio(
                        DoorsData.SATURATED, "small", DoorsData.VALIDATE, DoorsData.FLOOR, DoorsData.Sample::cpuMicros))
                .map(ratio -> new Worst(ratio.median(), ""));
    }

    private Optional<Worst> resident() {
        return measured.doors()
                .flatMap(data -> Spread.of(data.samples().stream()
                        .filter(sample -> sample.server().equals(DoorsData.VALIDATE)
                                || sample.server().equals(DoorsData.MUTATE))
                        .mapToDouble(DoorsData.Sample::peakMib)))
                .map(peak -> new Worst(peak.max(), "the most at any time"));
    }

    private List<Bar> start() {
        return List.of(
                Bar.atMost(
                        "time until ready, beside a start without the AOT cache",
                        0.6,
                        TIMES,
                        start(StartData.CACHED, StartData.UNCACHED, StartData.Sample::ready)),
                Bar.atMost("first review, beside the settled p99 of the same process", 2, TIMES, first()),
                Bar.atMost(
                        "p99 of the first 10 s at 500 requests per second, beside the Go webhook",
                        2,
                        TIMES,
                        start(StartData.CACHED, StartData.WEBHOOK, StartData.Sample::early)));
    }

    private Optional<Worst> start(String server, String other, ToDoubleFunction<StartData.Sample> figure) {
        return measured.start()
                .flatMap(data -> data.ratio(server, other, figure))
                .map(ratio -> new Worst(ratio.median(), ""));
    }

    private Optional<Worst> first() {
        return measured.start()
                .flatMap(data -> data.spread(StartData.CACHED, sample -> sample.first() / sample.settled()))
                .map(ratio -> new Worst(ratio.median(), ""));
    }

    private List<Bar> creation() {
        return List.of(Bar.atMost(
                "p50 of a pod's creation, beside webhooks that answer a constant",
                1.15,
                TIMES,
                measured.creation()
                        .flatMap(data -> data.ratio(CreationData.SUDOSAFE, CreationData.CONSTANT))
                        .map(ratio -> new Worst(ratio, ""))));
    }
}
