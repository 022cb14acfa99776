package dev.sudosafe.minors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinorTablesTest {

    private static final String SUITE =
            "<testsuite name='dev.sudosafe.cluster.%s' tests='%d' errors='%d' skipped='%d' failures='%d'>%s</testsuite>";

    private static final String SKIPPED = "<testcase name='resizes'><skipped message='since 1.34: why'/></testcase>";

    @TempDir
    private Path folder;

    @Test
    void a_minor_has_the_sums_of_its_classes() throws IOException {
        report("1.33.13", "RefusalIT", SUITE.formatted("RefusalIT", 5, 1, 1, 1, SKIPPED));
        report("1.33.13", "ChartIT", SUITE.formatted("ChartIT", 2, 0, 0, 0, ""));

        assertThat(tables()).contains("| 1.33 | 1.33.13 | 6 | 2 | 1 |");
    }

    @Test
    void minors_stand_side_by_side_in_the_order_of_their_numbers() throws IOException {
        report("1.100.0", "ChartIT", SUITE.formatted("ChartIT", 2, 0, 0, 1, ""));
        report("1.99.7", "ChartIT", SUITE.formatted("ChartIT", 2, 0, 1, 0, SKIPPED));

        assertThat(tables()).contains("| class | 1.99 | 1.100 |", "| `ChartIT` | 1, 1 skipped | 2, 1 failed |");
    }

    @Test
    void a_class_without_a_result_was_not_run() throws IOException {
        report("1.33.13", "ChartIT", SUITE.formatted("ChartIT", 2, 0, 0, 0, ""));
        report("1.34.4", "RefusalIT", SUITE.formatted("RefusalIT", 3, 0, 0, 0, ""));

        assertThat(tables())
                .contains(
                        "| `ChartIT` | 2 | not run |",
                        "| `RefusalIT` | not run | 3 |",
                        "| `OutageIT` | not run | not run |");
    }

    @Test
    void what_is_skipped_has_its_reason_once() throws IOException {
        report("1.33.13", "RefusalIT", SUITE.formatted("RefusalIT", 1, 0, 1, 0, SKIPPED));
        report("1.34.4", "RefusalIT", SUITE.formatted("RefusalIT", 1, 0, 1, 0, SKIPPED));

        assertThat(tables()).endsWith("| `RefusalIT.resizes` | 1.33, 1.34 | since 1.34: why |\n");
    }

    private void report(String version, String name, String text) throws IOException {
        Path reports = Files.createDirectories(folder.resolve(version));
        Files.writeString(reports.resolve("TEST-dev.sudosafe.cluster." + name + ".xml"), text);
    }

    private String tables() throws IOException {
        return new MinorTables(MinorResult.readAll(folder), List.of("OutageIT")).text();
    }
}
