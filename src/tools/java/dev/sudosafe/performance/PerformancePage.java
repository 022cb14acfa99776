package dev.sudosafe.performance;

import dev.sudosafe.catalogue.Page;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Markdown;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/performance.md`, whose frame is written by hand and whose sections are made of the data; and its plots.
public final class PerformancePage {

    static final Path FILE = Path.of("docs", "performance.md");

    private static final String MISSING = "Not measured yet.\n";

    private PerformancePage() {}

    /// All files, as they should be.
    public static Stream<Page> all() {
        Measured measured = Measured.read(Measured.FOLDER);
        Page page = new Page(FILE, framed(Documents.text(FILE), sections(measured)));
        Stream<Page> plots = new Plots(measured)
                .all().stream().map(plot -> new Page(Measured.FOLDER.resolve(plot.file()), plot.svg()));
        return Stream.concat(Stream.of(page), plots);
    }

    /// The frame with each section between its two comments replaced.
    static String framed(String frame, Map<String, String> sections) {
        String text = frame;
        for (Map.Entry<String, String> section : sections.entrySet()) {
            String start = "<!-- " + section.getKey() + ", generated from docs/performance by `make docs` -->\n";
            int from = text.indexOf(start) + start.length();
            int to = text.indexOf("<!-- end of " + section.getKey() + " -->");
            if (from < start.length() || to < from) {
                throw new IllegalStateException(FILE + " has no section \"" + section.getKey() + "\"");
            }
            text = text.substring(0, from) + "\n" + section.getValue() + "\n" + text.substring(to);
        }
        return text;
    }

    static Map<String, String> sections(Measured measured) {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("bars", new Bars(measured).table());
        sections.put("machine", machines(measured));
        sections.put("doors", section(measured.doors(), PerformancePage::doors));
        sections.put("start", section(measured.start(), PerformancePage::start));
        sections.put(
                "creation",
                section(
                        measured.creation(),
                        data -> new CreationTable(data).text() + "\n" + plot("creation", "Creating a pod")
                                + "\nMutatingAdmissionPolicy is of version `" + data.mutatingPolicies() + "`.\n"));
        sections.put("growth", section(measured.growth(), PerformancePage::growth));
        sections.put("jmh", section(measured.jmh(), PerformancePage::jmh));
        sections.put("memory", section(measured.memory(), PerformancePage::memory));
        sections.put("soak", section(measured.soak(), PerformancePage::soak));
        return sections;
    }

    private static <T> String section(Optional<T> data, Function<T, String> text) {
        return data.map(text).orElse(MISSING);
    }

    private static String machines(Measured measured) {
        Map<String, Machine> machines = new LinkedHashMap<>();
        measured.doors().ifPresent(data -> machines.put("doors", data.machine()));
        measured.start().ifPresent(data -> machines.put("start", data.machine()));
        measured.creation().ifPresent(data -> machines.put("creation", data.machine()));
        measured.growth().ifPresent(data -> machines.put("growth", data.machine()));
        measured.jmh().ifPresent(data -> machines.put("jmh", data.machine()));
        measured.memory().ifPresent(data -> machines.put("memory", data.machine()));
        measured.soak().ifPresent(data -> machines.put("soak", data.machine()));
        return machines.isEmpty()
                ? MISSING
                : Markdown.head("part", "machine", "JVM", "Go, Kubernetes, oha", "commit", "date")
                        + machines.entrySet().stream()
                                .map(entry -> machine(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining());
    }

    private static String machine(String part, Machine machine) {
        return Markdown.row(
                part,
                "%s, %d cores, %s".formatted(machine.cpu(), machine.cores(), machine.kernel()),
                machine.java(),
                "%s, %s, %s".formatted(machine.go(), machine.kubernetes(), machine.oha()),
                machine.commit(),
                machine.date());
    }

    private static String doors(DoorsData data) {
        DoorsTable table = new DoorsTable(data);
        return String.join(
                "\n",
                table.reviews(),
                "Beside the Go webhook in the same round, median of the rounds (least to most):\n",
                table.ratios(),
                plot("throughput", "Requests per second at saturation")
                        + plot("latency", "p99 at a steady rate")
                        + plot("processor", "Processor time of a request"),
                "At saturation, %d connections, %d s a round:\n".formatted(data.connections(), data.seconds()),
                table.saturated(),
                "At %,d requests per second:\n".formatted(data.rate()),
                table.steady(),
                flags(data.flags()));
    }

    private static String start(StartData data) {
        String rows = StartData.SERVERS.stream()
                .filter(server -> data.spread(server, StartData.Sample::ready).isPresent())
                .map(server -> Markdown.row(
                        server,
                        cell(data.spread(server, StartData.Sample::ready)),
                        cell(data.spread(server, StartData.Sample::handshake)),
                        cell(data.spread(server, StartData.Sample::first)),
                        cell(data.spread(server, StartData.Sample::early)),
                        cell(data.spread(server, StartData.Sample::settled))))
                .collect(Collectors.joining());
        return Markdown.head(
                        "server",
                        "ready, ms",
                        "first handshake, ms",
                        "first review, ms",
                        "p99 of the first %d s, ms".formatted(data.seconds()),
                        "p99 of the next %d s, ms".formatted(data.seconds()))
                + rows + "\n" + plot("ready", "From exec to ready") + plot("first-seconds", "p99 of the first seconds")
                + "\n" + flags(data.flags());
    }

    private static String growth(GrowthData data) {
        StringBuilder text = new StringBuilder();
        List<String> kinds = data.kinds();
        for (int at = 0; at < kinds.size(); at++) {
            text.append(plot("growth-" + (at + 1), "A review by " + kinds.get(at)));
        }
        text.append('\n').append(Markdown.head("by", "what", "at", "µs", "KiB allocated"));
        for (GrowthData.Curve curve : data.curves()) {
            for (GrowthData.Point point : curve.points()) {
                text.append(Markdown.row(
                        curve.by(),
                        curve.name(),
                        Numbers.text(point.x()),
                        Numbers.text(point.micros()),
                        Numbers.text(point.kib())));
            }
        }
        return text.toString();
    }

    private static String jmh(JmhData data) {
        return Markdown.head("what", "µs", "KiB allocated")
                + data.scores().stream()
                        .map(score -> Markdown.row(
                                Markdown.code(score.name()),
                                Numbers.text(score.micros()) + " ± " + Numbers.text(score.error()),
                                Numbers.text(score.bytes() / 1024)))
                        .collect(Collectors.joining());
    }

    private static String memory(MemoryData data) {
        List<MemoryData.State> states = data.states();
        List<String> categories = states.stream()
                .flatMap(state -> state.categories().stream())
                .map(MemoryData.Category::name)
                .distinct()
                .toList();
        return Markdown.head(cells("MiB", states.stream().map(MemoryData.State::name)))
                + Markdown.row(cells("resident", numbers(states, MemoryData.State::residentMib)))
                + Markdown.row(cells("resident at most", numbers(states, MemoryData.State::peakMib)))
                + Markdown.row(cells("heap in use", numbers(states, MemoryData.State::heapUsedMib)))
                + categories.stream()
                        .map(name -> Markdown.row(
                                cells("committed: " + name, numbers(states, state -> committed(state, name)))))
                        .collect(Collectors.joining())
                + "\n" + flags(data.flags());
    }

    private static double committed(MemoryData.State state, String category) {
        return state.categories().stream()
                .filter(one -> one.name().equals(category))
                .mapToDouble(MemoryData.Category::committedMib)
                .sum();
    }

    private static Stream<String> numbers(List<MemoryData.State> states, Function<MemoryData.State, Double> figure) {
        return states.stream().map(state -> Numbers.text(figure.apply(state)));
    }

    private static String[] cells(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toArray(String[]::new);
    }

    private static String soak(SoakData data) {
        return "%,d reviews in %d minutes. Median of the last quarter beside that of the second one:\n\n"
                        .formatted(data.reviews(), data.minutes().size())
                + Markdown.head("memory", "last beside second quarter", "")
                + soak(data, "resident", SoakData.Minute::residentMib)
                + soak(data, "committed by the JVM", SoakData.Minute::nativeMib)
                + soak(data, "heap after a collection", SoakData.Minute::heapAfterGcMib)
                + "\n" + plot("soak", "Memory over a soak");
    }

    private static String soak(SoakData data, String name, ToDoubleFunction<SoakData.Minute> figure) {
        return Markdown.row(
                name, Numbers.text(data.growth(figure)) + " times", data.grows(figure) ? "**grows**" : "does not grow");
    }

    private static String flags(String flags) {
        return "Flags of the JVM: `%s`\n".formatted(flags.replaceAll("=/\\S*/", "=…/"));
    }

    private static String cell(Optional<Spread> spread) {
        return spread.map(Numbers::text).orElse("");
    }

    private static String plot(String file, String text) {
        return "![%s](performance/%s.svg)\n".formatted(text, file);
    }
}
