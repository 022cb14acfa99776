package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The process is gone, its webhook configurations are not: workspaces fail closed, and nothing else is touched.
@SharedApiServer
class OutageIT {

    private static ApiServer apiServer;
    private static Cluster cluster;

    @BeforeAll
    static void startAndKillTheProcess(ApiServer shared) {
        apiServer = shared;
        cluster = Cluster.install(apiServer, SudosafeProcess.start(), Cluster.DEFAULT_PROFILES);
        cluster.namespace("dev");
        cluster.apply(pod("held", "finalizers: [example.com/hold],")).require();
        cluster.apply(pod("deletable", "")).require();
        cluster.apply(pod("guarded", "")).require();
        // The API server takes up a policy a second or more after it is made, later than a webhook.
        SudosafeProcess.await(
                "guarded by the policy",
                () -> !withoutLabels("guarded", "--dry-run=server").succeeded());
        cluster.sudosafe().close();
    }

    @Test
    void a_workspace_is_refused() {
        assertThat(cluster.apply(pod("refused", "")).err())
                .contains("failed calling webhook \"default.validate.sudosafe.dev\"");
    }

    @Test
    void another_pod_is_created() {
        assertThat(cluster.apply(pod("other", "").replace("sudosafe.dev/workspace", "other"))
                        .exitCode())
                .isZero();
    }

    @Test
    void a_workload_of_workspaces_is_created() {
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: workload, namespace: dev}
                spec:
                  selector: {matchLabels: {sudosafe.dev/workspace: "true"}}
                  template:
                    metadata: {labels: {sudosafe.dev/workspace: "true"}}
                    spec: {containers: [{name: workspace, image: tools}]}
                """;

        assertThat(cluster.apply(deployment).require()).contains("created");
    }

    @Test
    void a_workspace_can_be_deleted() {
        assertThat(cluster.kubectl()
                        .run("delete", "pod", "deletable", "-n", "dev")
                        .exitCode())
                .isZero();
    }

    @Test
    void a_finalizer_can_be_taken_off_a_workspace() {
        cluster.kubectl()
                .run("delete", "pod", "held", "-n", "dev", "--wait=false")
                .require();

        Output patched = cluster.kubectl()
                .run(
                        "patch",
                        "pod",
                        "held",
                        "-n",
                        "dev",
                        "--type=json",
                        "-p",
                        "[{\"op\": \"remove\", \"path\": \"/metadata/finalizers\"}]");

        assertThat(patched.require()).contains("held patched");
        assertThat(cluster.kubectl().run("get", "pod", "held", "-n", "dev").err())
                .contains("not found");
    }

    @Test
    void a_workspace_cannot_lose_its_label_by_the_status_door() {
        assertThat(withoutLabels("guarded").err()).contains("ValidatingAdmissionPolicy 'sudosafe-pod-status'");
    }

    private static Output withoutLabels(String pod, String... options) {
        return cluster.kubectl().patchStatus("dev", "pod/" + pod, "metadata: {labels: null}", options);
    }

    private static String pod(String name, String metadata) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, %s labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: tools}]
                """.formatted(name, metadata);
    }
}
