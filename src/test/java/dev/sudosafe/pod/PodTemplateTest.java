package dev.sudosafe.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment, spec.template",
        "v1, ReplicationController, spec.template",
        "v1, PodTemplate, template",
        "batch/v1, CronJob, spec.jobTemplate.spec.template"
    })
    void a_workload_has_its_template_at_the_place_of_its_kind(String apiVersion, String kind, String place) {
        assertThat(PodTemplate.of(Documents.tree("{apiVersion: %s, kind: %s}".formatted(apiVersion, kind))))
                .hasValueSatisfying(
                        template -> assertThat(template.field().path()).hasToString(place));
    }

    @ParameterizedTest
    @CsvSource({"v1, Deployment", "example.com/v1, Deployment", "v1, Pod", "/v1, Job"})
    void what_is_no_workload_of_kubernetes_has_none(String apiVersion, String kind) {
        assertThat(PodTemplate.of(Documents.tree("{apiVersion: %s, kind: %s}".formatted(apiVersion, kind))))
                .isEmpty();
    }

    @Test
    void its_pod_has_what_the_template_has_and_the_namespace_of_the_workload() {
        assertThat(PodTemplate.of(Documents.tree("""
                        apiVersion: v1
                        kind: PodTemplate
                        metadata: {namespace: dev}
                        template:
                          metadata: {labels: {a: b}}
                          spec: {hostPID: true}
                        """)).orElseThrow().pod()).isEqualTo(Documents.tree("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {labels: {a: b}, namespace: dev}
                        spec: {hostPID: true}
                        """));
    }
}
