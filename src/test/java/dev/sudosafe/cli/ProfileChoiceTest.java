package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileChoiceTest {

    private static final String POD = Pods.pod("{name: web, namespace: dev}", Pods.PRIVILEGED);

    @Test
    void a_namespace_selector_that_needs_unknown_labels_is_exit_2() {
        assertThat(check(POD, "--profile", Ran.profile("all-of-team")))
                .isEqualTo(
                        new Ran(
                                2,
                                "error  Pod dev/web (-:1)\n0 admitted, 0 denied, 0 skipped, 1 not judged\n",
                                "sudosafe: -:3:23: profile \"all-of-team\" selects by labels of namespace \"dev\" that are not"
                                        + " known: add the Namespace to the documents, or give its labels (--namespace-labels)\n"));
    }

    @Test
    void a_namespace_document_decides() {
        String files = Pods.documents(POD, Pods.namespace("dev", "{team: blue}"));
        assertThat(check(files, "--profile", Ran.profile("all-of-team")).code()).isEqualTo(1);
    }

    @Test
    void a_namespace_document_without_the_label_decides() {
        String files = Pods.documents(POD, Pods.namespace("dev", "{}"));
        assertThat(check(files, "--profile", Ran.profile("all-of-team")).code()).isZero();
    }

    @Test
    void the_document_of_another_namespace_decides_nothing() {
        String files = Pods.documents(POD, Pods.namespace("prod", "{team: blue}"));
        assertThat(check(files, "--profile", Ran.profile("all-of-team")).code()).isEqualTo(2);
    }

    @Test
    void namespace_documents_that_contradict_each_other_decide_nothing() {
        String files = Pods.documents(POD, Pods.namespace("dev", "{team: blue}"), Pods.namespace("dev", "{}"));
        assertThat(check(files, "--profile", Ran.profile("all-of-team")).code()).isEqualTo(2);
    }

    @Test
    void given_namespace_labels_decide() {
        assertThat(check(POD, "--profile", Ran.profile("all-of-team"), "--namespace-labels", "a=b,team=blue")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void a_selector_by_the_name_of_the_namespace_is_decided_without_labels() {
        assertThat(check(POD, "--profile", Ran.profile("by-name")).code()).isEqualTo(1);
    }

    @Test
    void a_pod_without_namespace_is_taken_to_be_in_default() {
        String pod = Pods.pod("{name: web}", Pods.PRIVILEGED);
        assertThat(check(pod, "--profile", Ran.profile("by-name")).out())
                .startsWith("skipped  Pod default/web (-:1): no profile selects it\n");
    }

    @Test
    void the_namespace_does_not_matter_for_a_pod_that_the_pod_selector_leaves_out() {
        assertThat(check(POD).code()).isZero();
    }

    @Test
    void a_pod_that_two_profiles_select_is_denied_with_both_names() {
        Ran ran =
                check(Pods.workspace(Pods.SAFE), "--profile", Ran.profile("warn"), "--profile", Ran.profile("by-name"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("(profiles \"by-name\" and \"warn\" select the pod at ");
    }

    @Test
    void a_pod_that_one_of_two_profiles_selects_is_judged_by_that_one() {
        Ran ran = check(POD, "--profile", Ran.profile("warn"), "--profile", Ran.profile("by-name"), "-o", "json");
        assertThat(ran.out()).contains("\"profile\" : \"by-name\"");
    }

    @Test
    void as_workspace_takes_one_profile() {
        assertThat(check(POD, "--as-workspace", "--profile", Ran.profile("warn"), "--profile", Ran.profile("by-name")))
                .isEqualTo(new Ran(2, "", "sudosafe: --as-workspace with several profiles: give one\n"));
    }

    @Test
    void a_bad_profile_is_exit_2_with_line_and_column() {
        Ran ran = check(POD, "--profile", Ran.profile("misspelt"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("sudosafe: src/test/resources/cli/profiles/misspelt.yaml:5:3: spec.sudoo: unknown key: ");
    }

    @Test
    void a_missing_profile_is_exit_2() {
        assertThat(check(POD, "--profile", "missing.yaml"))
                .isEqualTo(new Ran(2, "", "sudosafe: missing.yaml: no such file: check the path\n"));
    }

    private static Ran check(String input, String... options) {
        List<String> args = new ArrayList<>(List.of("check", "-f", "-"));
        args.addAll(List.of(options));
        return Ran.withInput(input, args.toArray(String[]::new));
    }
}
