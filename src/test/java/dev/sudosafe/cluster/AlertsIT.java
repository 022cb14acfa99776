package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The alerts as Prometheus' own promtool reads them.
class AlertsIT {

    private static final Path RULES = Path.of("helm/sudosafe/files/monitoring/rules.yaml");
    private static final Path TESTS = Path.of("src/test/prometheus/rules-test.yaml");

    @Test
    void promtool_finds_nothing_amiss() {
        Output checked = Prometheus.promtool("", "check", "rules", "--lint=all", "--lint-fatal", RULES.toString());

        assertThat(checked.succeeded()).as(checked.toString()).isTrue();
    }

    @Test
    void each_fires_where_it_should_and_not_where_it_should_not() {
        Output tested = Prometheus.promtool("", "test", "rules", TESTS.toString());

        assertThat(tested.succeeded()).as(tested.toString()).isTrue();
    }

    @Test
    void each_has_tests_of_both() {
        List<String> alerts = Documents.tree(Documents.text(RULES)).findValuesAsText("alert").stream()
                .distinct()
                .toList();

        assertThat(alerts).isNotEmpty().containsExactlyInAnyOrderElementsOf(tested(true));
        assertThat(alerts).containsExactlyInAnyOrderElementsOf(tested(false));
    }

    private static Iterable<String> tested(boolean fires) {
        return Documents.tree(Documents.text(TESTS))
                .path("tests")
                .valueStream()
                .map(test -> test.at("/promql_expr_test/0"))
                .filter(test -> test.path("exp_samples").isEmpty() != fires)
                .map(AlertsIT::alert)
                .collect(Collectors.toSet());
    }

    private static String alert(JsonNode test) {
        return test.path("expr").asText().replaceFirst(".*alertname=\"(\\w+)\".*", "$1");
    }
}
