package dev.sudosafe.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A metric as the text that Prometheus scrapes tells of it.
///
/// @param labels without those of histograms
record MetricFamily(String name, String type, String help, TreeSet<String> labels) {

    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) (.*)$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (.*)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z]\\w*?)(?:_bucket|_count|_sum)?\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    /// A row for each, by name.
    static String table(String exposition) {
        return "| metric | type | labels | what it says |\n|---|---|---|---|\n"
                + all(exposition).map(MetricFamily::row).collect(Collectors.joining());
    }

    private static Stream<MetricFamily> all(String exposition) {
        Map<String, String> help = texts(HELP, exposition);
        Map<String, TreeSet<String>> labels = new HashMap<>();
        SAMPLE.matcher(exposition)
                .results()
                .forEach(sample -> labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>())
                        .addAll(labels(sample)));
        return new TreeMap<>(texts(TYPE, exposition))
                .entrySet().stream()
                        .map(type -> new MetricFamily(
                                type.getKey(),
                                type.getValue(),
                                help.getOrDefault(type.getKey(), ""),
                                labels.getOrDefault(type.getKey(), new TreeSet<>())));
    }

    private static Map<String, String> texts(Pattern line, String exposition) {
        return line.matcher(exposition)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private static TreeSet<String> labels(MatchResult sample) {
        return LABEL.matcher(sample.group(2))
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String row() {
        String names = labels.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        return Stream.of("`" + name + "`", type, names, help).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
