package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `sudosafe profiles diff`.
class ProfilesDiffTest {

    private static final String MILD = "{policy: {action: Warn}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_profile_does_not_differ_from_itself() throws IOException {
        assertThat(diff("", "{}", "{}")).isEqualTo(new Ran(0, "0 settings differ\n", ""));
    }

    @Test
    void a_default_that_is_written_out_is_no_difference() throws IOException {
        assertThat(diff("", "{}", "{sudo: Allowed, docker: {engine: Rootless}}").out())
                .isEqualTo("0 settings differ\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{sudo: Forbidden} | spec.sudo: \"Allowed\" -> \"Forbidden\"",
                "{policy: {checks: {host-ports: Warn}}} | spec.policy.checks.host-ports: (none) -> \"Warn\"",
                "{policy: {allow: {capabilities: [SYS_PTRACE]}}} | spec.policy.allow.capabilities: [] -> [\"SYS_PTRACE\"]",
                "{podSelector: {}} | spec.podSelector.matchLabels[sudosafe.dev/workspace]: \"true\" -> (none)",
                "{docker: {storage: {emptyDir: {sizeLimit: 5Gi}}}} | spec.docker.storage.emptyDir.sizeLimit: (none) -> \"5Gi\"",
                "{isolation: [{kind: Kata, runtimeClassName: k}]} | spec.isolation: [{\"kind\":\"UserNamespace\",\"runtimeClassName\":null}] -> [{\"kind\":\"Kata\",\"runtimeClassName\":\"k\"}]",
            })
    void a_setting_that_differs_is_told_with_both_values(String spec, String line) throws IOException {
        assertThat(diff("", "{}", spec).out()).isEqualTo(line + "\n1 setting differs\n");
    }

    @Test
    void a_newly_denied_pod_is_exit_1_with_its_findings() throws IOException {
        Ran ran = diff(Pods.workspace(Pods.PRIVILEGED), MILD, "{}");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("\nNewlyDenied  Pod dev/web (-:1)\n    -:4:74: privileged containers (")
                .endsWith("\n1 setting differs; 1 of 1 objects judged otherwise\n");
    }

    @Test
    void a_newly_admitted_pod_is_exit_0() throws IOException {
        Ran ran = diff(Pods.workspace(Pods.PRIVILEGED), "{}", MILD);
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("\nNewlyAdmitted  Pod dev/web (-:1)\n1 setting");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {isolation: [{kind: Kata, runtimeClassName: k}]} | IsolationChanged  Pod dev/web (-:1): UserNamespace -> Kata",
                "{podSelector: {matchLabels: {a: b}}} | {} | NewlySelected  Pod dev/web (-:1)",
                "{} | {podSelector: {matchLabels: {a: b}}} | NoLongerSelected  Pod dev/web (-:1)",
            })
    void what_becomes_of_a_harmless_pod_is_told(String old, String next, String line) throws IOException {
        assertThat(diff(Pods.workspace(Pods.SAFE), old, next).out()).contains("\n" + line + "\n");
    }

    @Test
    void a_pod_of_which_both_say_the_same_is_not_told() throws IOException {
        assertThat(diff(Pods.workspace(Pods.PRIVILEGED), "{}", "{sudo: Forbidden}")
                        .out())
                .endsWith("\n1 setting differs; 0 of 1 objects judged otherwise\n");
    }

    @Test
    void a_profile_that_is_refused_is_exit_2() throws IOException {
        Ran ran = diff("", "{}", "{x: 1}");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("new.yaml:4:8: spec.x: unknown key");
    }

    @Test
    void an_object_that_cannot_be_judged_is_exit_2() throws IOException {
        Ran ran = diff("a: [1\n", "{}", "{}");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("sudosafe: -:2:1: ");
    }

    @Test
    void json_tells_the_same() throws IOException {
        JsonNode json = Documents.tree(
                diff(Pods.workspace(Pods.PRIVILEGED), MILD, "{}", "-o", "json").out());
        assertThat(json.at("/settings/0"))
                .hasToString("{\"path\":\"spec.policy.action\",\"old\":\"Warn\",\"new\":\"Deny\"}");
        assertThat(json.at("/objects/0/change").asText()).isEqualTo("NewlyDenied");
        assertThat(json.at("/objects/0/old/verdict").asText()).isEqualTo("admitted");
        assertThat(json.at("/objects/0/new/findings/0/check").asText()).isEqualTo("privileged-containers");
    }

    @Test
    void the_schema_is_the_one_of_the_page() {
        assertThat(Ran.command("profiles", "schema").out())
                .isEqualTo(Documents.text(Path.of("docs", "profile.schema.json")));
    }

    private Ran diff(String input, String old, String next, String... options) throws IOException {
        String[] files = input.isEmpty() ? new String[0] : new String[] {"-f", "-"};
        return Ran.withInput(
                input,
                Stream.of(new String[] {"profiles", "diff", profile("old", old), profile("new", next)}, files, options)
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
    }

    private String profile(String name, String spec) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: team}
                spec: %s
                """.formatted(spec))
                .toString();
    }
}
