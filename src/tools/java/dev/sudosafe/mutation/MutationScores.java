package dev.sudosafe.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What became of the mutants that PIT made.
record MutationScores(List<Mutant> mutants) {

    private static final Set<String> DEAD = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR");

    record Mutant(String type, String line, String change, String status) {

        String packageName() {
            String withType = type.substring(type.indexOf("sudosafe.") + "sudosafe.".length());
            return withType.substring(0, withType.indexOf('.'));
        }

        boolean isDead() {
            return DEAD.contains(status);
        }

        @Override
        public String toString() {
            return "%s:%s %s (%s)".formatted(type, line, change, status);
        }
    }

    static MutationScores read(Path report) throws IOException {
        try {
            NodeList all = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("mutation");
            return new MutationScores(IntStream.range(0, all.getLength())
                    .mapToObj(index -> mutant((Element) all.item(index)))
                    .toList());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + ": " + e.getMessage(), e);
        }
    }

    /// In Markdown.
    String table() {
        return "| package | mutants | killed |\n|---|---|---|\n"
                + byPackage().entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining())
                + row("all", mutants);
    }

    List<Mutant> survivors() {
        return mutants.stream().filter(mutant -> !mutant.isDead()).toList();
    }

    /// The packages of which a smaller part is killed.
    List<String> below(int percent) {
        return byPackage().entrySet().stream()
                .filter(entry -> share(entry.getValue()) < percent)
                .map(entry -> entry.getKey())
                .toList();
    }

    private TreeMap<String, List<Mutant>> byPackage() {
        return mutants.stream().collect(Collectors.groupingBy(Mutant::packageName, TreeMap::new, Collectors.toList()));
    }

    private static String row(String name, List<Mutant> some) {
        return String.format(Locale.ROOT, "| `%s` | %d | %.1f %% |%n", name, some.size(), share(some));
    }

    private static double share(List<Mutant> some) {
        return 100.0 * some.stream().filter(Mutant::isDead).count() / some.size();
    }

    private static Mutant mutant(Element element) {
        return new Mutant(
                text(element, "mutatedClass"),
                text(element, "lineNumber"),
                text(element, "description"),
                element.getAttribute("status"));
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
