package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.SudosafeProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Workspaces that come, go, and lose their engine.
class LifecycleE2E {

    private static final RealNode NODE = RealNode.shared();

    @Test
    void an_engine_that_ends_comes_back_with_its_images_beside_the_running_workspace() {
        Workspace workspace = Workspace.start("restart", User.CODER);
        workspace.run(Workspace.TINY).require();

        // Which may take the shell with it.
        var _ = workspace.runIn(Workspace.SIDECAR, "kill 1");
        SudosafeProcess.await(
                "restarted", () -> restarts("initContainerStatuses").equals("1"));
        workspace.awaitReady();

        assertThat(workspace
                        .run(
                                "for i in $(seq 30); do docker info > /dev/null 2>&1 && break; sleep 1; done; docker run --rm tiny echo kept")
                        .require())
                .isEqualTo("kept\n");
        assertThat(restarts("containerStatuses")).isEqualTo("0");
    }

    @Test
    void a_job_with_the_sidecar_completes() {
        NODE.apply("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: job, namespace: workspaces}
                spec:
                  backoffLimit: 0
                  template:
                    metadata:
                      labels: {sudosafe.dev/workspace: "true"}
                    spec:
                      restartPolicy: Never
                      automountServiceAccountToken: false
                      securityContext: {runAsUser: 1000}
                      containers:
                      - name: job
                        image: registry.test/workspace:1
                        command: [docker, version]
                """);

        assertThat(NODE.kubectl()
                        .withInput(
                                Duration.ofMinutes(2),
                                "",
                                "wait",
                                "--for=condition=Complete",
                                "job/job",
                                "-n",
                                RealNode.NAMESPACE,
                                "--timeout=90s")
                        .succeeded())
                .isTrue();
    }

    @Test
    void a_deleted_workspace_leaves_no_process_and_no_mount_on_the_node() {
        Workspace workspace = Workspace.start("short-lived", User.OTHER);
        workspace
                .run(Workspace.TINY + "docker run -d tiny sleep 1000 > /dev/null")
                .require();
        String uid = workspace
                .run("awk '{ print $2; exit }' /proc/self/uid_map")
                .require()
                .strip();
        String pod = NODE.kubectl()
                .run("get", "pod", "short-lived", "-n", RealNode.NAMESPACE, "-o", "jsonpath={.metadata.uid}")
                .require();
        assertThat(processesFrom(uid)).isPositive();
        long begin = System.nanoTime();

        NODE.kubectl()
                .run("delete", "pod", "short-lived", "-n", RealNode.NAMESPACE, "--wait")
                .require();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(processesFrom(uid)).isZero();
        assertThat(NODE.run("grep -c %s /proc/mounts || true".formatted(pod)).require())
                .isEqualTo("0\n");
    }

    /// How many processes of the node have an id of the pod whose first is this one; ps shows such ids as negative.
    private static int processesFrom(String uid) {
        return Integer.parseInt(NODE.run("""
                        { cat /proc/[0-9]*/status 2> /dev/null || true; } |
                          awk '/^Uid:/ && $2 >= %1$s && $2 < %1$s + 65536' | wc -l
                        """.formatted(uid)).require().strip());
    }

    private static String restarts(String kind) {
        return NODE.kubectl()
                .run(
                        "get",
                        "pod",
                        "restart",
                        "-n",
                        RealNode.NAMESPACE,
                        "-o",
                        "jsonpath={.status." + kind + "[0].restartCount}")
                .require();
    }
}
