package dev.sudosafe.performance;

import dev.sudosafe.performance.BarPlot.Group;
import dev.sudosafe.performance.LinePlot.Dot;
import dev.sudosafe.performance.LinePlot.Line;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The plots of what was measured.
record Plots(Measured measured) {

    private static final List<String> COMPARED =
            List.of(DoorsData.VALIDATE, DoorsData.MUTATE, DoorsData.WEBHOOK, DoorsData.FLOOR, DoorsData.GATEKEEPER);

    /// @param file in the folder of the data
    record Plot(String file, String svg) {}

    List<Plot> all() {
        return Stream.of(
                        measured.doors().stream().flatMap(Plots::doors),
                        measured.start().stream().flatMap(Plots::start),
                        measured.creation().stream().map(Plots::creation),
                        measured.growth().stream().flatMap(Plots::growth),
                        measured.soak().stream().map(Plots::soak))
                .flatMap(plots -> plots)
                .toList();
    }

    private static Stream<Plot> doors(DoorsData data) {
        return Stream.of(
                bars(
                        data,
                        "throughput",
                        "Requests per second at saturation",
                        "1/s",
                        DoorsData.SATURATED,
                        DoorsData.Sample::perSecond),
                bars(
                        data,
                        "latency",
                        "p99 at 2,000 requests per second",
                        "ms",
                        DoorsData.STEADY,
                        DoorsData.Sample::p99),
                bars(
                        data,
                        "processor",
                        "Processor time of a request at saturation",
                        "µs",
                        DoorsData.SATURATED,
                        DoorsData.Sample::cpuMicros));
    }

    private static Plot bars(
            DoorsData data,
            String file,
            String title,
            String unit,
            String load,
            ToDoubleFunction<DoorsData.Sample> figure) {
        List<String> servers = COMPARED.stream()
                .filter(server -> data.samples().stream()
                        .anyMatch(sample -> sample.server().equals(server)))
                .toList();
        List<Group> groups = data.reviews().stream()
                .filter(review ->
                        data.spread(load, review, DoorsData.VALIDATE, figure).isPresent())
                .map(review -> new Group(
                        review,
                        servers.stream()
                                .map(server -> data.spread(load, review, server, figure))
                                .toList()))
                .toList();
        return new Plot(
                file + ".svg",
                new BarPlot(title, unit, servers.stream().map(DoorsTable::name).toList(), groups).svg());
    }

    private static Stream<Plot> start(StartData data) {
        return Stream.of(
                bars(data, "ready", "From exec to ready", StartData.Sample::ready),
                bars(
                        data,
                        "first-seconds",
                        "p99 of the first seconds at 500 requests per second",
                        StartData.Sample::early));
    }

    private static Plot bars(StartData data, String file, String title, ToDoubleFunction<StartData.Sample> figure) {
        List<Optional<Spread>> values = StartData.SERVERS.stream()
                .map(server -> data.spread(server, figure))
                .toList();
        return new Plot(
                file + ".svg", new BarPlot(title, "ms", StartData.SERVERS, List.of(new Group("", values))).svg());
    }

    private static Plot creation(CreationData data) {
        List<Group> groups = data.variants().stream()
                .map(variant -> new Group(
                        CreationTable.meaning(variant.name()),
                        List.of(Spread.of(variant.rounds().stream().mapToDouble(Double::doubleValue)))))
                .toList();
        return new Plot("creation.svg", new BarPlot("Creating a pod, p50", "ms", List.of("p50"), groups).svg());
    }

    private static Stream<Plot> growth(GrowthData data) {
        List<String> kinds = data.kinds();
        return IntStream.range(0, kinds.size()).mapToObj(at -> growth(data, kinds.get(at), at + 1));
    }

    private static Plot growth(GrowthData data, String kind, int number) {
        List<Line> lines = data.by(kind).stream()
                .map(curve -> new Line(
                        curve.name(),
                        curve.points().stream()
                                .map(point -> new Dot(point.x(), point.micros()))
                                .toList()))
                .toList();
        return new Plot(
                "growth-%d.svg".formatted(number),
                new LinePlot("A review by " + kind, "µs", kind, kind.equals("profiles"), lines).svg());
    }

    private static Plot soak(SoakData data) {
        List<Line> lines = List.of(
                line("resident", data, SoakData.Minute::residentMib),
                line("committed by the JVM", data, SoakData.Minute::nativeMib),
                line("heap after a collection", data, SoakData.Minute::heapAfterGcMib));
        return new Plot("soak.svg", new LinePlot("Memory over a soak", "MiB", "minutes", false, lines).svg());
    }

    private static Line line(String name, SoakData data, ToDoubleFunction<SoakData.Minute> figure) {
        return new Line(
                name,
                data.minutes().stream()
                        .map(minute -> new Dot(minute.minute(), figure.applyAsDouble(minute)))
                        .toList());
    }
}
