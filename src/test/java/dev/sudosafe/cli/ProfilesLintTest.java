package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `sudosafe profiles lint`.
class ProfilesLintTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void every_problem_is_told_with_its_place() throws IOException {
        String file = profile("one", "{sudo: Alowed, docker: {image: 5}}");
        assertThat(lint(file)).isEqualTo(new Ran(1, """
                        %s:4:8: spec.sudo: "Alowed" is none of Allowed, Forbidden
                        %s:4:31: spec.docker.image: expected a string: quote numbers and booleans
                        0 accepted, 2 problems
                        """.formatted(file, file), ""));
    }

    @Test
    void a_profile_in_order_is_exit_0() throws IOException {
        Ran ran = lint(
                profile("one", "{namespaceSelector: {matchLabels: {a: b}}, podSelector: {}, docker: {engine: None}}"));
        assertThat(ran).isEqualTo(new Ran(0, "1 accepted, 0 problems\n", ""));
    }

    @Test
    void a_file_that_is_not_there_is_exit_2_beside_a_refused_one() throws IOException {
        Ran ran = lint(profile("one", "{x: 1}"), "missing.yaml");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("sudosafe: missing.yaml: no such file: check the path\n");
        assertThat(ran.out()).contains("spec.x: unknown key");
    }

    @Test
    void standard_input_is_a_profile() {
        assertThat(Ran.withInput("kind: Pod\n", "profiles", "lint", "-").out()).startsWith("-:1:1: apiVersion ");
    }

    @Test
    void two_profiles_with_one_name_are_told() throws IOException {
        String one = profile("one", "{}");
        String copy = Files.copy(Path.of(one), folder.resolve("two.yaml")).toString();
        assertThat(lint(one, copy).out()).startsWith(copy + ":1:1: metadata.name: profile \"one\" is in " + one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{podSelector: {}} | selects every pod of the cluster",
                "{} | a pod's author can leave out the labels",
                "{docker: {engine: Rootless}} | the Rootless engine needs /dev/net/tun",
            })
    void what_to_think_of_is_a_warning(String spec, String warning) throws IOException {
        String file = profile("one", spec);
        Ran ran = lint(file);
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("warning: " + file + ": profile \"one\": " + warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{podSelector: {}} | {namespaceSelector: {matchLabels: {a: b}}} | with sudosafe.dev/workspace=true in a namespace with a=b",
                "{podSelector: {matchLabels: {x: b}}} | {} | with sudosafe.dev/workspace=true,x=b in a namespace,",
                "{podSelector: {matchExpressions: [{key: a, operator: In, values: [x, z]}]}} |"
                        + " {podSelector: {matchExpressions: [{key: a, operator: NotIn, values: [x]}]}} | with a=z in a namespace,",
                "{podSelector: {matchExpressions: [{key: a, operator: Exists}]}} |"
                        + " {podSelector: {matchExpressions: [{key: a, operator: NotIn, values: [any]}]}} | with a=any1 in a namespace,",
            })
    void profiles_that_can_select_one_pod_are_told_with_an_example(String one, String two, String example)
            throws IOException {
        assertThat(lint(profile("one", one), profile("two", two)).out())
                .contains("profile \"two\" of " + folder.resolve("two.yaml") + " can select the same pods, such as one "
                        + example);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{namespaceSelector: {matchLabels: {a: b}}} | {namespaceSelector: {matchLabels: {a: c}}}",
                "{podSelector: {matchLabels: {a: b}}} |"
                        + " {podSelector: {matchExpressions: [{key: a, operator: DoesNotExist}]}}",
                "{podSelector: {matchExpressions: [{key: a, operator: Exists}]}} |"
                        + " {podSelector: {matchExpressions: [{key: a, operator: DoesNotExist}]}}",
                "{podSelector: {matchExpressions: [{key: a, operator: In, values: [x, z]}]}} |"
                        + " {podSelector: {matchExpressions: [{key: a, operator: NotIn, values: [x, z]}]}}",
            })
    void profiles_that_exclude_each_other_are_not_warned_of(String one, String two) throws IOException {
        assertThat(lint(profile("one", one), profile("two", two)).out()).doesNotContain("can select the same pods");
    }

    private static Ran lint(String... files) {
        return Ran.command(Ran.with(files, "profiles", "lint"));
    }

    private String profile(String name, String spec) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec))
                .toString();
    }
}
