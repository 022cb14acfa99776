package dev.sudosafe.demo;

import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.KubernetesBinaries;
import dev.sudosafe.cluster.SudosafeProcess;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `make run`: the main job on a real API server. With `--once` it ends after the scenario, else it stays up for one's
/// own kubectl until Ctrl-C.
public final class Demo {

    private final Screen screen = Screen.standard();

    private Demo() {}

    public static void main(String... arguments) throws Exception {
        System.exit(new Demo().run(List.of(arguments).contains("--once")));
    }

    private int run(boolean once) throws Exception {
        screen.title("Sudosafe on a real API server");
        ApiServer apiServer = screen.timed("etcd and kube-apiserver " + KubernetesBinaries.VERSION, ApiServer::start);
        SudosafeProcess sudosafe = screen.timed("sudosafe", SudosafeProcess::start);
        Runtime.getRuntime().addShutdownHook(new Thread(sudosafe::close));
        Cluster cluster = screen.timed(
                "webhook configurations, rendered from the chart by Helm",
                () -> Cluster.install(apiServer, sudosafe, Cluster.DEFAULT_PROFILES));
        cluster.namespace(Manifests.NAMESPACE, "pod-security.kubernetes.io/warn=baseline");
        int failures = new Scenario(cluster, screen).play();
        screen.title(failures == 0 ? "All as it should be" : failures + " things came out otherwise");
        if (!once) {
            stayUp(cluster);
        }
        return failures == 0 ? 0 : 1;
    }

    private void stayUp(Cluster cluster) throws InterruptedException {
        screen.line("");
        screen.line("  The cluster stays up until Ctrl-C. In another terminal:");
        screen.command("export KUBECONFIG=" + cluster.kubectl().kubeconfig());
        screen.command("alias kubectl=" + cluster.kubectl().binary());
        screen.command("kubectl run mine --image=debian:13 -n " + Manifests.NAMESPACE
                + " -l sudosafe.dev/workspace=true --dry-run=server -o yaml");
        new CountDownLatch(1).await();
    }
}
