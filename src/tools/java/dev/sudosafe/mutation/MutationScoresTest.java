package dev.sudosafe.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationScoresTest {

    private static final String MUTANT = """
            <mutation status='%s'><mutatedClass>dev.sudosafe.%s</mutatedClass><lineNumber>7</lineNumber>\
            <description>removed a call</description></mutation>""";

    @TempDir
    private Path folder;

    @Test
    void a_package_has_the_share_of_its_mutants_that_are_killed() throws IOException {
        MutationScores scores = scores(
                MUTANT.formatted("KILLED", "pod.Field"),
                MUTANT.formatted("SURVIVED", "pod.Field$1"),
                MUTANT.formatted("TIMED_OUT", "check.Check"));
        assertThat(scores.table())
                .contains("| `check` | 1 | 100.0 % |", "| `pod` | 2 | 50.0 % |", "| `all` | 3 | 66.7 % |");
        assertThat(scores.below(90)).containsExactly("pod");
    }

    @Test
    void what_no_test_reaches_has_survived() throws IOException {
        assertThat(scores(MUTANT.formatted("NO_COVERAGE", "pod.Field")).survivors())
                .hasToString("[dev.sudosafe.pod.Field:7 removed a call (NO_COVERAGE)]");
    }

    private MutationScores scores(String... mutants) throws IOException {
        Path report = Files.writeString(
                folder.resolve("mutations.xml"), "<mutations>" + String.join("", mutants) + "</mutations>");
        return MutationScores.read(report);
    }
}
