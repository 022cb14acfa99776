package dev.sudosafe.cluster;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real kube-apiserver with its etcd, on free ports, in a folder of its own, so that several can run at once.
public final class ApiServer implements AutoCloseable {

    private final TemporaryFolder folder;
    private final KubeAPIServer server;
    private final Kubectl kubectl;

    private ApiServer(TemporaryFolder folder, KubeAPIServer server, Kubectl kubectl) {
        this.folder = folder;
        this.server = server;
        this.kubectl = kubectl;
    }

    /// Starts one with the default admission plugins and those named.
    public static ApiServer start(String... morePlugins) {
        return startWith(plugins(morePlugins));
    }

    /// Starts one with these flags of kube-apiserver.
    static ApiServer startWith(List<String> flags) {
        try {
            KubernetesBinaries binaries = KubernetesBinaries.fetch();
            TemporaryFolder folder = TemporaryFolder.create("sudosafe-apiserver");
            binaries.layOut(folder.path());
            KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                    .withTestDir(folder.path().toString())
                    .withApiServerVersion(KubernetesBinaries.VERSION)
                    .withOfflineMode(true)
                    .withUpdateKubeConfig(false)
                    .withWaitForEtcdHealthCheckOnStartup(true)
                    .withStartupTimeout(60_000)
                    .withApiServerFlags(flags)
                    .build());
            // Before the start, as they have a session of their own and would outlive an interrupted one.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            server.start();
            Path kubeconfig = Files.writeString(folder.path().resolve("kubeconfig"), server.getKubeConfigYaml());
            return new ApiServer(folder, server, new Kubectl(binaries.kubectl(), kubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Kubectl kubectl() {
        return kubectl;
    }

    @Override
    public void close() {
        end(server, folder);
    }

    /// May be called again, by the shutdown hook.
    private static void end(KubeAPIServer server, TemporaryFolder folder) {
        try {
            server.stop();
        } catch (RuntimeException e) {
            // It cannot stop what it has not wholly started.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        }
        folder.close();
    }

    private static List<String> plugins(String... more) {
        return more.length == 0 ? List.of() : List.of("--enable-admission-plugins", String.join(",", more));
    }
}
