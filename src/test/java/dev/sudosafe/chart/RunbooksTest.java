package dev.sudosafe.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every alert has a page, and every page an alert.
class RunbooksTest {

    private static final Path FOLDER = Path.of("docs/runbooks");
    private static final String URL = "https://sudosafe.dev/runbooks/";

    static List<JsonNode> alerts() {
        return Documents.tree(Documents.text(Path.of("helm/sudosafe/files/monitoring/rules.yaml")))
                .findParents("alert");
    }

    @Test
    void pages_and_alerts_are_the_same() throws IOException {
        Set<String> names = alerts().stream().map(RunbooksTest::name).collect(Collectors.toSet());
        try (Stream<Path> pages = Files.list(FOLDER)) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(page -> page.startsWith("Sudosafe"))
                            .map(page -> page.replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_says_how_bad_it_is_what_it_is_and_what_to_do(JsonNode alert) {
        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        assertThat(alert.path("annotations").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("summary", "description", "runbook_url");
        assertThat(alert.at("/annotations/runbook_url").asText()).isEqualTo(URL + name(alert));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void a_page_has_the_alert_s_name_and_severity(JsonNode alert) {
        String severity = alert.at("/labels/severity").asText();

        assertThat(Documents.text(FOLDER.resolve(name(alert) + ".md")))
                .startsWith("# " + name(alert) + "\n\nSeverity: ")
                .containsPattern("Severity: .*" + severity)
                .containsSubsequence("## What it means", "## What still works", "## Look", "## Do");
    }

    @Test
    void the_index_has_a_row_for_each() {
        assertThat(Documents.text(FOLDER.resolve("README.md")))
                .contains(alerts().stream()
                        .map(alert -> "| [%1$s](%1$s.md) | ".formatted(name(alert)))
                        .toList());
    }

    @Test
    void the_chart_lets_each_be_left_out() {
        JsonNode schema = Documents.tree(Documents.text(Path.of("helm/sudosafe/values.schema.json")));
        Set<String> names = new TreeSet<>();
        schema.at("/properties/monitoring/properties/alerts/properties/without/items/enum")
                .forEach(name -> names.add(name.asText()));

        assertThat(alerts().stream().map(RunbooksTest::name).collect(Collectors.toSet()))
                .isEqualTo(names);
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }
}
