package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.sudosafe.fixture.ExpectedText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sudosafe check -o junit`.
class JUnitTest {

    @Test
    void the_report_of_the_workspaces_is_as_recorded() throws IOException {
        new ExpectedText(Path.of(Ran.RESOURCES, "golden", "junit.xml"))
                .equalTo(Ran.command("check", "-f", Ran.RESOURCES + "workspaces", "-o", "junit")
                        .out());
    }

    @Test
    void the_report_is_what_the_schema_asks_for() {
        String report = Ran.command("check", "-f", Ran.RESOURCES + "workspaces", "-o", "junit")
                .out();
        assertThatNoException().isThrownBy(() -> Reports.requireJUnit(report));
    }

    @Test
    void a_denied_pod_is_a_failure_with_every_finding() {
        String pod = Pods.workspace(Pods.PRIVILEGED.replace("{containers", "{hostNetwork: true, containers"));
        assertThat(junit(pod).out())
                .contains("<testsuite tests=\"1\" failures=\"1\" errors=\"0\" name=\"-\" skipped=\"0\">")
                .containsPattern("<failure message=\"-:4:8: host namespaces [^\n]*\n-:4:93: privileged containers ");
    }

    @Test
    void warnings_are_the_output_of_an_admitted_pod() {
        assertThat(junit(Pods.workspace(Pods.PRIVILEGED), "--profile", Ran.profile("warn"))
                        .out())
                .contains("failures=\"0\"")
                .contains("<system-out>privileged containers ");
    }

    @Test
    void a_pod_that_no_profile_selects_is_skipped() {
        assertThat(junit(Pods.pod("{name: web}", Pods.SAFE)).out())
                .contains(
                        "<testcase name=\"Pod default/web\" classname=\"-\"><skipped>no profile selects it</skipped>");
    }

    @Test
    void what_could_not_be_judged_is_an_error_named_by_its_line() {
        assertThat(junit("a: [1\n").out())
                .contains("<testcase name=\"line 2\" classname=\"-\"><error message=\"-:2:1: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\0", "\\e[31m", "\\uFFFE", "\\uD800", "<&>]]>", "\\\"'", "\\U0001F600", "\\r\\n"})
    void no_character_of_a_name_spoils_the_report(String name) {
        String report = junit(Pods.workspace(Pods.PRIVILEGED.replace("name: web", "name: \"" + name + "\"")) + "---\n"
                        + Pods.pod("{name: \"" + name + "\"}", Pods.SAFE))
                .out();
        assertThatNoException().isThrownBy(() -> Reports.requireJUnit(report));
        assertThat(report).contains("<testcase ");
    }

    private static Ran junit(String input, String... options) {
        return Ran.withInput(input, Ran.with(options, "check", "-f", "-", "-o", "junit"));
    }
}
