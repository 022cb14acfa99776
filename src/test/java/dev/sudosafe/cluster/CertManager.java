package dev.sudosafe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// cert-manager's own controllers and CA injector, outside the cluster, on its own custom resource definitions. Its
/// webhook, which checks and defaults what people write, does not run.
final class CertManager implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final TemporaryFolder folder;

    private CertManager(Process process, TemporaryFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    /// The test that asks is skipped where there is no Go.
    static CertManager start(ApiServer apiServer) {
        Path program = Fetched.folder("src/test/programs/fetch", "cert-manager");
        Kubectl kubectl = apiServer.kubectl();
        String definitions = program.resolve("crds").toString();
        kubectl.run("apply", "--server-side", "-f", definitions).require();
        kubectl.awaitKinds("cert-manager.io", "certificaterequests", "certificates", "issuers");
        try {
            TemporaryFolder folder = TemporaryFolder.create("sudosafe-cert-manager");
            ProcessBuilder builder = new ProcessBuilder(
                            program.resolve("bin/cert-manager").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.path().resolve("log").toFile());
            builder.environment().put("KUBECONFIG", kubectl.kubeconfig().toString());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new CertManager(process, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        folder.close();
    }
}
