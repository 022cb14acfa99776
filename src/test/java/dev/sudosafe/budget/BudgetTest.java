package dev.sudosafe.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A guard against slow decay that is no stopwatch. It fails in both directions, so that what was gained once is kept.
class BudgetTest {

    private static final Path FILE = Path.of("src/test/resources/performance/budget.csv");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("sudosafe.goldens"));

    /// Of the budget, in percent. Allocation differs a little with what the JVM has compiled by then.
    private static final long TOLERANCE = 10;

    private static final String ON_PURPOSE =
            "; if that is on purpose, write it down with ./mvnw test -Dtest=BudgetTest -Dsudosafe.goldens=rewrite and say why"
                    + " in the commit";

    static List<Budget> budgets() throws IOException {
        return Files.readAllLines(FILE).stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .map(cells -> new Budget(
                        cells.get(0),
                        Door.valueOf(cells.get(1).toUpperCase(Locale.ROOT)),
                        Long.parseLong(cells.get(2)),
                        Long.parseLong(cells.get(3))))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("budgets")
    void a_review_keeps_to_its_budget(Budget budget) throws IOException, NotAReviewException {
        Budget now = budget.measured();

        assertThat(now.bytes())
                .as("bytes allocated by %s of %s, budget %d%s", now.door(), now.review(), budget.bytes(), ON_PURPOSE)
                .isBetween(budget.bytes() * (100 - TOLERANCE) / 100, budget.bytes() * (100 + TOLERANCE) / 100);
        assertThat(now.reads())
                .as("reads of the tree by %s of %s%s", now.door(), now.review(), ON_PURPOSE)
                .isEqualTo(budget.reads());
    }

    @Test
    void budgets_are_written_on_purpose_only() throws IOException, NotAReviewException {
        if (!REWRITE) {
            return;
        }
        StringBuilder lines = new StringBuilder("review,door,bytes allocated,reads of the tree\n");
        for (Budget budget : budgets()) {
            Budget now = budget.measured();
            lines.append("%s,%s,%d,%d\n"
                    .formatted(now.review(), now.door().name().toLowerCase(Locale.ROOT), now.bytes(), now.reads()));
        }
        Files.writeString(FILE, lines);
        fail("rewritten: look at the difference and run again without the flag");
    }
}
