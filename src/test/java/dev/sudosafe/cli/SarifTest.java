package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.ExpectedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sudosafe check -o sarif`.
class SarifTest {

    private static final String UNJUDGED = "a: [1\n";

    @Test
    void the_report_of_the_workspaces_is_as_recorded() throws IOException {
        String results = run(Ran.command("check", "-f", Ran.RESOURCES + "workspaces", "-o", "sarif"))
                .path("results")
                .toPrettyString();
        new ExpectedText(Path.of(Ran.RESOURCES, "golden", "sarif-results.json")).equalTo(results + "\n");
    }

    @Test
    void the_report_is_what_the_schema_asks_for() {
        String hostile = Pods.pod("{name: \"a\\e[31m\\n[x](http://evil)\\uD800\"}", Pods.PRIVILEGED);
        String input = Pods.documents(Pods.workspace(Pods.PRIVILEGED), UNJUDGED, hostile);
        assertThat(Reports.sarifProblems(sarif(input, "--as-workspace").out())).isEmpty();
    }

    @Test
    void every_check_is_a_rule_with_its_page() {
        assertThat(run(sarif(Pods.workspace(Pods.SAFE)))
                        .at("/tool/driver/rules")
                        .valueStream()
                        .map(rule -> rule.path("helpUri").asText()))
                .isEqualTo(Checks.docs().stream().map(doc -> doc.url()).toList());
    }

    @Test
    void a_result_names_the_rule_that_its_index_names() {
        JsonNode run = run(sarif(Pods.workspace(Pods.PRIVILEGED)));
        JsonNode result = run.at("/results/0");
        assertThat(run.at("/tool/driver/rules")
                        .path(result.path("ruleIndex").asInt())
                        .path("id"))
                .isEqualTo(result.path("ruleId"))
                .hasToString("\"privileged-containers\"");
    }

    @Test
    void what_denies_is_an_error() {
        assertThat(run(sarif(Pods.workspace(Pods.PRIVILEGED)))
                        .at("/results/0/level")
                        .asText())
                .isEqualTo("error");
    }

    @Test
    void what_warns_is_a_warning_at_its_field() {
        JsonNode result = run(sarif(Pods.workspace(Pods.PRIVILEGED), "--profile", Ran.profile("warn")))
                .at("/results/0");
        assertThat(result.path("level").asText()).isEqualTo("warning");
        assertThat(result.at("/locations/0/physicalLocation/region"))
                .hasToString("{\"startLine\":4,\"startColumn\":74}");
    }

    @Test
    void what_could_not_be_judged_is_a_notification() {
        JsonNode invocation = run(sarif(UNJUDGED)).at("/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean()).isFalse();
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .startsWith("-:2:1: ");
    }

    @Test
    void a_run_that_judged_everything_was_successful() {
        assertThat(run(sarif(Pods.workspace(Pods.PRIVILEGED)))
                        .at("/invocations/0/executionSuccessful")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_warning_of_an_injection_is_a_note() {
        JsonNode invocation = run(sarif(Pods.workspace(Pods.SAFE), "--profile", Ran.profile("kata")))
                .at("/invocations/0");
        assertThat(invocation.at("/toolExecutionNotifications/0/level").asText())
                .isEqualTo("note");
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .startsWith("no docker sidecar");
    }

    @Test
    void a_finding_that_warns_is_no_notification() {
        assertThat(run(sarif(Pods.workspace(Pods.PRIVILEGED), "--profile", Ran.profile("warn")))
                        .at("/invocations/0/toolExecutionNotifications"))
                .isEmpty();
    }

    @Test
    void standard_input_is_an_artifact_without_a_place() {
        JsonNode run = run(sarif(Pods.workspace(Pods.PRIVILEGED)));
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation"))
                .hasToString("{\"index\":0}");
        assertThat(run.at("/artifacts/0")).hasToString("{\"description\":{\"text\":\"standard input\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.yaml", "ü%20.yaml", "a:b?#.yaml"})
    void the_name_of_a_file_is_encoded(String name, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(name), Pods.workspace(Pods.PRIVILEGED));
        String uri = run(Ran.command("check", "-f", file.toString(), "-o", "sarif"))
                .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .asText();
        assertThat(uri)
                .isEqualTo("file://"
                        + file.toUri().getRawPath().replace("ü", "%C3%BC").replace(":", "%3A"));
    }

    @Test
    void a_relative_name_is_relative_to_where_the_command_was_called() {
        JsonNode place = run(Ran.command("check", "-f", "./" + Ran.RESOURCES + "workspaces", "-o", "sarif"))
                .at("/results/0/locations/0/physicalLocation/artifactLocation");
        assertThat(place.path("uri").asText()).startsWith(Ran.RESOURCES);
        assertThat(place.path("uriBaseId").asText()).isEqualTo("%SRCROOT%");
    }

    @Test
    void a_fingerprint_stays_when_lines_come_before_it() {
        String later = "# a line\n" + Pods.workspace(Pods.SAFE) + "---\n" + Pods.workspace(Pods.PRIVILEGED);
        assertThat(fingerprint(later)).isEqualTo(fingerprint(Pods.workspace(Pods.PRIVILEGED)));
    }

    @Test
    void the_same_finding_on_another_object_has_another_fingerprint() {
        String other = Pods.workspace(Pods.PRIVILEGED).replace("name: web, namespace", "name: other, namespace");
        assertThat(fingerprint(other)).isNotEqualTo(fingerprint(Pods.workspace(Pods.PRIVILEGED)));
    }

    @Test
    void findings_that_are_alike_have_fingerprints_of_their_own() {
        String twice = Pods.documents(Pods.workspace(Pods.PRIVILEGED), Pods.workspace(Pods.PRIVILEGED));
        assertThat(run(sarif(twice)).path("results").valueStream().map(SarifTest::fingerprint))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void the_author_of_a_manifest_writes_no_links() {
        String pod = Pods.workspace(Pods.PRIVILEGED.replace("name: web", "name: '[x](http://evil)'"));
        assertThat(run(sarif(pod)).at("/results/0/message/text").asText()).doesNotContain("](");
    }

    private static Ran sarif(String input, String... options) {
        return Ran.withInput(input, Ran.with(options, "check", "-f", "-", "-o", "sarif"));
    }

    private static JsonNode run(Ran ran) {
        return Documents.tree(ran.out()).at("/runs/0");
    }

    private static String fingerprint(String input) {
        return fingerprint(run(sarif(input)).at("/results/0"));
    }

    private static String fingerprint(JsonNode result) {
        return result.at("/partialFingerprints/objectAndField~1v1").asText();
    }
}
