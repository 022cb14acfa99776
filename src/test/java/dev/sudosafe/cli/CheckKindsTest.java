package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckKindsTest {

    private static final String TEMPLATE = "{metadata: {labels: {sudosafe.dev/workspace: 'true'}}, spec: %s}";

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment",
        "apps/v1, StatefulSet",
        "apps/v1, DaemonSet",
        "apps/v1, ReplicaSet",
        "v1, ReplicationController",
        "batch/v1, Job"
    })
    void the_template_of_a_workload_is_judged(String apiVersion, String kind) {
        String spec = "{template: " + TEMPLATE.formatted(Pods.PRIVILEGED) + "}";
        assertThat(check(object(apiVersion, kind, "spec", spec)).out())
                .startsWith("denied  " + kind + " default/x (-:1)")
                .contains(" at spec.template.spec.containers[0].securityContext.privileged)");
    }

    @Test
    void the_template_of_a_cron_job_is_judged() {
        String spec = "{jobTemplate: {spec: {template: " + TEMPLATE.formatted(Pods.PRIVILEGED) + "}}}";
        assertThat(check(object("batch/v1", "CronJob", "spec", spec)).out())
                .contains(" at spec.jobTemplate.spec.template.spec.containers[0].securityContext.privileged)");
    }

    @Test
    void a_pod_template_is_judged() {
        assertThat(check(object("v1", "PodTemplate", "template", TEMPLATE.formatted(Pods.PRIVILEGED)))
                        .out())
                .contains(" at template.spec.containers[0].securityContext.privileged)");
    }

    @Test
    void a_warning_names_the_field_of_the_workload() {
        String spec = "{template: " + TEMPLATE.formatted(Pods.PRIVILEGED) + "}";
        Ran ran = Ran.withInput(
                object("apps/v1", "Deployment", "spec", spec), "check", "-f", "-", "--profile", Ran.profile("warn"));
        assertThat(ran.out()).contains(" at spec.template.spec.containers[0].securityContext.privileged)");
    }

    @Test
    void a_template_without_findings_is_admitted() {
        String spec = "{template: " + TEMPLATE.formatted(Pods.SAFE) + "}";
        assertThat(check(object("apps/v1", "Deployment", "spec", spec)).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{template: []}", "{template: {metadata: {}}}"})
    void a_workload_without_template_cannot_be_judged(String spec) {
        Ran ran = check(object("apps/v1", "Deployment", "spec", spec));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("sudosafe: -:4:%d: spec.template.spec is missing: write the pod's containers there\n"
                        .formatted(spec.equals("{}") ? 1 : 8));
    }

    @Test
    void a_custom_resource_with_the_kind_of_a_workload_is_skipped() {
        assertThat(check(object("batch.volcano.sh/v1alpha1", "Job", "spec", "{}"))
                        .out())
                .startsWith("skipped  Job x (-:1): it holds no pod\n");
    }

    @Test
    void the_items_of_a_list_are_judged_one_by_one() {
        String list =
                "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: %s}\n"
                                .formatted(Pods.SAFE)
                        + "- {apiVersion: v1, kind: Service, metadata: {name: b}}\n";
        assertThat(check(list).out()).startsWith("skipped  Pod default/a (-:4)").contains("\nskipped  Service b (-:5)");
    }

    @Test
    void the_items_of_a_pod_list_are_pods_without_saying_so() {
        String list = "apiVersion: v1\nkind: PodList\nitems:\n- {metadata: %s, spec: %s}\n"
                .formatted(Pods.WORKSPACE_METADATA, Pods.PRIVILEGED);
        assertThat(check(list).out())
                .startsWith("denied  Pod dev/web (-:4)")
                .contains(" at spec.containers[0].securityContext.privileged)");
    }

    @Test
    void json_objects_that_follow_each_other_are_judged_one_by_one() {
        String pod = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"}{\\\"\"},\n\"spec\":{}}";
        assertThat(check(pod + pod + "\n" + pod).out())
                .contains("(-:1)")
                .contains("(-:2)")
                .contains("(-:4)");
    }

    @Test
    void a_malformed_json_object_does_not_hide_the_next() {
        String pod = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{}}";
        Ran ran = check("{\"a\": 1, \"a\": 2}\n" + pod);
        assertThat(ran.err())
                .isEqualTo("sudosafe: -:1:10: duplicate key \"a\": correct it; the other documents are judged\n");
        assertThat(ran.out()).contains("skipped  Pod default/a (-:2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"just text\n", "- a\n", "a: 1\n", "kind: Pod\n", "apiVersion: v1\nkind: List\nitems: [1]\n"})
    void what_is_no_object_cannot_be_judged(String text) {
        assertThat(check(text).code()).isEqualTo(2);
    }

    @Test
    void a_pod_of_another_api_version_cannot_be_judged() {
        assertThat(check(Pods.workspace(Pods.SAFE).replace("v1", "v2")).err())
                .isEqualTo("sudosafe: -:1:1: no pod has apiVersion v2: write v1\n");
    }

    @Test
    void a_field_of_a_wrong_type_cannot_be_judged() {
        assertThat(check(Pods.workspace("{containers: {}}")).err())
                .isEqualTo("sudosafe: -:4:8: spec.containers: expected a list, found an object: correct the value\n");
    }

    @Test
    void a_field_of_a_wrong_type_is_named_with_the_path_of_its_template() {
        String spec = "{template: " + TEMPLATE.formatted("{hostUsers: 'no'}") + "}";
        assertThat(check(object("apps/v1", "Deployment", "spec", spec)).err())
                .contains(": spec.template.spec.hostUsers: expected a boolean, found a string: ");
    }

    private static String object(String apiVersion, String kind, String field, String value) {
        return "apiVersion: %s\nkind: %s\nmetadata: {name: x}\n%s: %s\n".formatted(apiVersion, kind, field, value);
    }

    private static Ran check(String input) {
        return Ran.withInput(input, "check", "-f", "-");
    }
}
