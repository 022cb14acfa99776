package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole cluster starts again: the API server has its webhooks from etcd, and no process answers them yet.
class RestartIT {

    private static ApiServer apiServer;
    private static LiveRelease release;
    private static Kubectl again;

    @BeforeAll
    static void restart() {
        apiServer = ApiServer.start();
        Cluster.namespace(apiServer.kubectl(), "dev");
        for (String namespace : new String[] {"kube-system", "kube-node-lease"}) {
            SudosafeProcess.await(
                    "namespace",
                    () -> apiServer
                            .kubectl()
                            .run("create", "serviceaccount", "default", "-n", namespace)
                            .succeeded());
        }
        release = LiveRelease.start(apiServer, HelmRelease.on(apiServer), Cluster.DEFAULT_PROFILES);
        release.helm().install(release.values(Cluster.DEFAULT_PROFILES)).require();
        apiServer
                .kubectl()
                .run("create", "serviceaccount", "default", "-n", Chart.NAMESPACE)
                .require();
        release.address().cut();
        again = apiServer.startAgain();
    }

    @AfterAll
    static void stop() {
        release.close();
        apiServer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-system", "kube-node-lease", Chart.NAMESPACE})
    void a_pod_that_the_cluster_or_sudosafe_needs_is_created_whatever_its_labels(String namespace) {
        assertThat(create(Workspaces.pod(namespace, "needed")).require()).contains("created");
    }

    @Test
    void a_pod_that_is_no_workspace_is_created() {
        assertThat(create(Workspaces.pod("dev", "bystander", "app: shop")).require())
                .contains("created");
    }

    @Test
    void a_workspace_is_refused_until_the_process_is_back() {
        assertThat(create(Workspaces.pod("dev", "early")).err())
                .contains("failed calling webhook \"default.validate.sudosafe.dev\"");

        release.address().join();

        SudosafeProcess.await(
                "guarded", () -> create(Workspaces.pod("dev", "late")).succeeded());
        assertThat(again.run("get", "pod", "late", "-n", "dev", "-o", "yaml").require())
                .contains("hostUsers: false");
        release.address().cut();
    }

    private static Output create(String pod) {
        return again.withInput(pod, "create", "-f", "-");
    }
}
