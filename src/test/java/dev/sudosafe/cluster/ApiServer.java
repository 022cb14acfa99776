package dev.sudosafe.cluster;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// A real kube-apiserver with its etcd, on free ports, in a folder of its own, so that several can run at once.
public final class ApiServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// Ports are found free first and taken a moment later, when another process may have them.
    private static final int ATTEMPTS = 3;

    private final TemporaryFolder folder;
    private final KubeAPIServer server;
    private final Kubectl kubectl;
    private final List<Process> again = new ArrayList<>();

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
    public static ApiServer startWith(List<String> flags) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return attempt(flags);
            } catch (KubeAPITestException e) {
                System.out.println("API server is started again: " + e.getMessage());
            }
        }
        return attempt(flags);
    }

    private static ApiServer attempt(List<String> flags) {
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
                    .withStartupTimeout((int) PATIENCE.toMillis())
                    .withApiServerFlags(flags)
                    .build());
            // Before the start, as they have a session of their own and would outlive an interrupted one.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            awaitMidnight();
            server.start();
            Path kubeconfig = Files.writeString(folder.path().resolve("kubeconfig"), server.getKubeConfigYaml());
            return new ApiServer(folder, server, new Kubectl(binaries.kubectl(), kubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// kube-api-test counts its patience in the time of the day, which ends with the day.
    private static void awaitMidnight() {
        SudosafeProcess.await(
                "past midnight", () -> LocalTime.now(ZoneId.systemDefault()).isBefore(LocalTime.MAX.minus(PATIENCE)));
    }

    public Kubectl kubectl() {
        return kubectl;
    }

    /// Goes with the server.
    Path folder() {
        return folder.path();
    }

    /// Starts another kube-apiserver on the same etcd, as after the start of a whole cluster: what it knows, it has
    /// read
    /// there. (To end the first one would end etcd.)
    ///
    /// @return for the other one
    Kubectl startAgain() {
        ProcessHandle.Info running = running();
        List<String> command = new ArrayList<>(List.of(running.command().orElseThrow()));
        command.addAll(List.of(running.arguments().orElseThrow()));
        try {
            String port = freePort();
            String old = command.set(command.indexOf("--secure-port") + 1, port);
            Path kubeconfig = Files.writeString(
                    folder.path().resolve("kubeconfig-again"),
                    Files.readString(kubectl.kubeconfig()).replace(":" + old, ":" + port));
            again.add(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
            Kubectl other = new Kubectl(kubectl.binary(), kubeconfig);
            SudosafeProcess.await(
                    "ready again", () -> other.run("get", "--raw", "/readyz").succeeded());
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of kube-apiserver, by the folder that it has its certificates in.
    private ProcessHandle.Info running() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::info)
                .filter(info -> info.command().orElse("").endsWith("kube-apiserver"))
                .filter(info -> List.of(info.arguments().orElse(new String[0]))
                        .contains(folder.path().toString()))
                .findFirst()
                .orElseThrow();
    }

    /// The value of a flag that the running kube-apiserver was given.
    String flag(String name) {
        List<String> arguments = List.of(running().arguments().orElseThrow());
        return arguments.get(arguments.indexOf(name) + 1);
    }

    private static String freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return Integer.toString(free.getLocalPort());
        }
    }

    @Override
    public void close() {
        again.forEach(Process::destroyForcibly);
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
