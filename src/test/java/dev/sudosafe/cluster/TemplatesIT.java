package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the author of a workload reads on a real API server: warnings at most, before any pod is refused.
@SharedApiServer
class TemplatesIT {

    private static final String LENIENT = """
            {podSelector: {matchExpressions: [
              {key: tier, operator: In, values: [dev, test]}, {key: plain, operator: DoesNotExist},
              {key: stage, operator: NotIn, values: [live]}, {key: owner, operator: Exists}]},
             policy: {action: Warn}}
            """.replace("\n", "");

    private static final String REFUSED =
            "Warning: pods of this template would be refused by sudosafe profile \"default\":\n";

    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer apiServer, @TempDir Path profiles) throws IOException {
        profile(profiles, "default", "{}");
        profile(profiles, "lenient", LENIENT);
        cluster = Cluster.install(
                apiServer,
                SudosafeProcess.startWithProfiles(profiles),
                "[{name: default}, {name: lenient, spec: " + LENIENT + "}]");
        cluster.namespace("dev");
        SudosafeProcess.await(
                "warned",
                () -> !dryRun(deployment("first", "hostNetwork: true")).err().isEmpty());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment",
        "apps/v1, StatefulSet",
        "apps/v1, DaemonSet",
        "apps/v1, ReplicaSet",
        "v1, ReplicationController",
        "batch/v1, Job",
        "batch/v1, CronJob",
        "v1, PodTemplate"
    })
    void every_kind_of_workload_is_created_with_a_warning(String apiVersion, String kind) {
        Output created = cluster.apply(workload(apiVersion, kind, "hostNetwork: true"));

        assertThat(created.require()).contains("created");
        assertThat(created.err())
                .contains(REFUSED + "Warning: host namespaces (hostNetwork true at " + template(kind)
                        + "spec.hostNetwork)");
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment",
        "apps/v1, StatefulSet",
        "apps/v1, DaemonSet",
        "apps/v1, ReplicaSet",
        "v1, ReplicationController",
        "batch/v1, Job",
        "batch/v1, CronJob",
        "v1, PodTemplate"
    })
    void a_workload_is_stored_as_it_was_written(String apiVersion, String kind) {
        Output created =
                cluster.apply(workload(apiVersion, kind, "hostIPC: false").replace("name: a", "name: b"), "-o", "json");

        assertThat(created.err()).isEmpty();
        assertThat(created.require()).doesNotContain("sudosafe-docker").doesNotContain("hostUsers");
    }

    @Test
    void an_update_that_changes_the_template_is_warned_of() {
        cluster.apply(deployment("changed", "")).require();

        assertThat(cluster.apply(deployment("changed", "hostPID: true")).err())
                .contains("(hostPID true at spec.template.spec.hostPID)");
    }

    @Test
    void an_update_of_something_else_is_not_warned_of_again() {
        cluster.apply(deployment("scaled", "hostPID: true")).require();

        Output scaled = cluster.kubectl()
                .run(
                        "patch",
                        "deployment",
                        "scaled",
                        "-n",
                        "dev",
                        "-p",
                        "metadata: {labels: {a: b}}\nspec: {replicas: 3}");

        assertThat(scaled.require()).contains("patched");
        assertThat(scaled.err()).isEmpty();
    }

    @Test
    void what_a_controller_makes_is_not_warned_of() {
        String owner = "ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: x, uid: x, controller: true}]";
        String owned = workload("apps/v1", "ReplicaSet", "hostPID: true").replace("name: a", "name: owned, " + owner);

        Output created = cluster.apply(owned);

        assertThat(created.require()).contains("created");
        assertThat(created.err()).isEmpty();
    }

    @Test
    void nobody_is_asked_about_a_workload_whose_pods_are_no_workspaces() {
        int before = cluster.calls("default.templates.sudosafe.dev");

        Output created = dryRun(deployment("plain", "hostPID: true").replace("sudosafe.dev/workspace", "other"));

        assertThat(created.require()).contains("created");
        assertThat(created.err()).isEmpty();
        assertThat(cluster.calls("default.templates.sudosafe.dev")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier: dev, owner: me", "tier: test, owner: you, stage: beta"})
    void a_profile_that_only_warns_says_so(String labels) {
        assertThat(dryRun(lenient(labels)).err())
                .contains(
                        "Warning: pods of this template would be admitted with warnings by sudosafe profile \"lenient\":\n"
                                + "Warning: host namespaces (hostPID true at spec.template.spec.hostPID)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner: me",
                "tier: live, owner: me",
                "tier: dev",
                "tier: dev, owner: me, plain: ''",
                "tier: dev, owner: me, stage: live"
            })
    void a_selector_by_expressions_is_matched_as_for_pods(String labels) {
        int before = cluster.calls("lenient.templates.sudosafe.dev");

        assertThat(dryRun(lenient(labels)).err()).isEmpty();
        assertThat(cluster.calls("lenient.templates.sudosafe.dev")).isEqualTo(before);
    }

    @Test
    void of_many_findings_the_first_are_told_and_the_others_counted() {
        String volumes = IntStream.range(0, 40)
                .mapToObj("{name: volume-%1$d, hostPath: {path: /%1$d}}"::formatted)
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();

        String err =
                dryRun(deployment("many", "volumes: [%s]".formatted(volumes))).err();

        assertThat(err.lines()).hasSize(12).last().asString().matches("Warning: and \\d\\d more");
    }

    private static void profile(Path folder, String name, String spec) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec));
    }

    private static Output dryRun(String manifest) {
        return cluster.apply(manifest, "--dry-run=server");
    }

    private static String lenient(String labels) {
        return deployment("lenient", "hostPID: true").replace("sudosafe.dev/workspace: 'true'", labels);
    }

    private static String deployment(String name, String spec) {
        return workload("apps/v1", "Deployment", spec).replace("name: a", "name: " + name);
    }

    private static String workload(String apiVersion, String kind, String spec) {
        String pod =
                "{metadata: {labels: {sudosafe.dev/workspace: 'true'}}, spec: {%scontainers: [{name: web, image: x}], %s}}"
                        .formatted(kind.endsWith("Job") ? "restartPolicy: Never, " : "", spec);
        return """
                apiVersion: %s
                kind: %s
                metadata: {name: a, namespace: dev}
                %s
                """.formatted(apiVersion, kind, body(kind, pod));
    }

    private static String body(String kind, String pod) {
        String selector = "{matchLabels: {sudosafe.dev/workspace: 'true'}}";
        return switch (kind) {
            case "PodTemplate" -> "template: " + pod;
            case "CronJob" -> "spec: {schedule: '@daily', jobTemplate: {spec: {template: %s}}}".formatted(pod);
            case "Job" -> "spec: {template: %s}".formatted(pod);
            case "ReplicationController" -> "spec: {template: %s}".formatted(pod);
            default -> "spec: {selector: %s, template: %s}".formatted(selector, pod);
        };
    }

    private static String template(String kind) {
        return switch (kind) {
            case "PodTemplate" -> "template.";
            case "CronJob" -> "spec.jobTemplate.spec.template.";
            default -> "spec.template.";
        };
    }
}
