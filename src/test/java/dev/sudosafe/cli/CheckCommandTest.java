package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.ExpectedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @Test
    void an_admitted_pod_is_exit_0() {
        Ran ran = check(Pods.workspace(Pods.SAFE));
        assertThat(ran).isEqualTo(new Ran(0, "admitted  Pod dev/web (-:1)\n1 admitted, 0 denied, 0 skipped\n", ""));
    }

    @Test
    void a_denied_pod_is_exit_1() {
        assertThat(check(Pods.workspace(Pods.PRIVILEGED)).code()).isEqualTo(1);
    }

    @Test
    void a_malformed_document_is_exit_2_even_beside_a_denied_pod() {
        Ran ran = check(Pods.documents(Pods.workspace(Pods.PRIVILEGED), "a: [1\n"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).endsWith("0 admitted, 1 denied, 0 skipped, 1 not judged\n");
    }

    @Test
    void a_malformed_document_is_reported_with_line_and_column() {
        assertThat(check(Pods.documents(Pods.workspace(Pods.SAFE), "a: 1\nb: 'x\n", Pods.workspace(Pods.SAFE)))
                        .err())
                .startsWith("sudosafe: -:8:1: found unexpected end of stream: ");
    }

    @Test
    void documents_after_a_malformed_one_are_judged_with_their_own_lines() {
        assertThat(check(Pods.documents("a: [1\n", Pods.workspace(Pods.PRIVILEGED)))
                        .out())
                .contains("denied  Pod dev/web (-:3)\n    -:6:74: privileged containers");
    }

    @Test
    void the_lines_of_text_golden_are_as_recorded() throws IOException {
        expected("check.txt")
                .equalTo(
                        Ran.command("check", "-f", Ran.RESOURCES + "workspaces").out());
    }

    @Test
    void the_fields_of_json_golden_are_as_recorded() throws IOException {
        expected("check.json")
                .equalTo(Ran.command("check", "-f", Ran.RESOURCES + "workspaces", "-o", "json")
                        .out());
    }

    @Test
    void a_directory_is_read_in_the_order_of_its_files_without_other_files() {
        assertThat(Ran.command("check", "-f", Ran.RESOURCES + "workspaces")
                        .out()
                        .lines())
                .filteredOn(line -> !line.startsWith(" "))
                .map(line -> line.replaceAll(".*/([a-z.]+):\\d+\\).*", "$1"))
                .containsExactly(
                        "broken.yaml",
                        "broken.yaml",
                        "deployment.json",
                        "workspace.yaml",
                        "workspace.yaml",
                        "workspace.yaml",
                        "1 admitted, 2 denied, 2 skipped, 1 not judged");
    }

    @Test
    void several_files_are_judged_together(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("one"), Pods.workspace(Pods.SAFE));
        Path two = Files.writeString(folder.resolve("two"), Pods.workspace(Pods.SAFE));
        assertThat(Ran.command("check", "-f", one.toString(), "-f", two.toString())
                        .out())
                .endsWith("2 admitted, 0 denied, 0 skipped\n");
    }

    @Test
    void a_missing_file_is_exit_2_and_the_other_file_is_judged() {
        Ran ran = Ran.withInput(Pods.workspace(Pods.SAFE), "check", "-f", "missing.yaml", "-f", "-");
        assertThat(ran).isEqualTo(new Ran(2, """
                        error  (missing.yaml:1)
                        admitted  Pod dev/web (-:1)
                        1 admitted, 0 denied, 0 skipped, 1 not judged
                        """, "sudosafe: missing.yaml: no such file: check the path\n"));
    }

    @Test
    void a_file_that_is_not_utf_8_is_exit_2(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        assertThat(Ran.command("check", "-f", file.toString()).err()).endsWith(": not UTF-8: save it as UTF-8\n");
    }

    @Test
    void a_byte_order_mark_is_ignored() {
        assertThat(check("\uFEFF" + Pods.workspace(Pods.SAFE)).code()).isZero();
    }

    @Test
    void no_documents_at_all_is_exit_2() {
        assertThat(check("# nothing\n---\n"))
                .isEqualTo(new Ran(2, "", "sudosafe: no documents in -: name files that hold pods or workloads\n"));
    }

    @Test
    void no_file_at_all_is_exit_2() {
        assertThat(Ran.command("check"))
                .isEqualTo(new Ran(2, "", "sudosafe: no file given: name one with -f, or - for standard input\n"));
    }

    @Test
    void files_can_stand_at_the_end_too(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("one"), Pods.workspace(Pods.SAFE));
        Path two = Files.writeString(folder.resolve("two"), Pods.workspace(Pods.SAFE));
        assertThat(Ran.command("check", "-f", one.toString(), "--as-workspace", one.toString(), two.toString())
                        .out())
                .endsWith("2 admitted, 0 denied, 0 skipped\n");
    }

    @Test
    void an_unknown_output_format_is_exit_2() {
        Ran ran = Ran.withInput(Pods.workspace(Pods.SAFE), "check", "-f", "-", "-o", "yaml");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("expected one of [text, json, sarif, junit]");
    }

    @Test
    void an_unknown_option_is_exit_2() {
        assertThat(check("", "--nope"))
                .isEqualTo(new Ran(2, "", "sudosafe: Unknown option: '--nope': see sudosafe check --help\n"));
    }

    @Test
    void validating_only_refuses_what_was_not_injected() {
        assertThat(check(Pods.workspace(Pods.SAFE), "--validate-only").out()).contains("the pod missed its injection");
    }

    @Test
    void validating_only_admits_what_inject_prints() {
        String injected =
                Ran.withInput(Pods.workspace(Pods.SAFE), "inject", "-f", "-").out();
        assertThat(check(injected, "--validate-only").code()).isZero();
    }

    @Test
    void what_inject_prints_is_admitted_when_injected_again() {
        String injected =
                Ran.withInput(Pods.workspace(Pods.SAFE), "inject", "-f", "-").out();
        assertThat(check(injected).code()).isZero();
    }

    @Test
    void a_pod_without_the_label_is_skipped() {
        assertThat(check(Pods.pod("{name: web}", Pods.PRIVILEGED)).out())
                .startsWith("skipped  Pod default/web (-:1): no profile selects it\n");
    }

    @Test
    void as_workspace_judges_a_pod_without_the_label() {
        assertThat(check(Pods.pod("{name: web}", Pods.PRIVILEGED), "--as-workspace")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void warnings_are_printed_below_an_admitted_pod() {
        Ran ran = check(Pods.workspace(Pods.PRIVILEGED), "--profile", Ran.profile("warn"));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("\n    warning: privileged containers (container \"web\"");
    }

    @Test
    void control_characters_in_names_do_not_reach_the_terminal() {
        assertThat(check(Pods.pod("{name: \"a\\e[31m\\nb\"}", Pods.SAFE)).out())
                .startsWith("skipped  Pod default/a\\u001b[31m\\u000ab (-:1)");
    }

    @Test
    void a_finding_on_a_field_that_the_file_lacks_stands_at_its_nearest_parent() {
        String pod = Pods.workspace("{hostNetwork: false, containers: [{name: web, image: x}]}");
        assertThat(check(pod, "--validate-only").out())
                .contains("    -:4:1: no isolation that the profile allows (")
                .contains(" at spec.hostUsers)");
    }

    private static Ran check(String input, String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "check";
        args[1] = "-f";
        args[2] = "-";
        System.arraycopy(options, 0, args, 3, options.length);
        return Ran.withInput(input, args);
    }

    private static ExpectedText expected(String name) {
        return new ExpectedText(Path.of(Ran.RESOURCES, "golden", name));
    }
}
