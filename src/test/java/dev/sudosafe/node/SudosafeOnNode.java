package dev.sudosafe.node;

import dev.sudosafe.cluster.Program;
import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.web.DevelopmentCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The packaged process in the network of the node, where its ports are free.
final class SudosafeOnNode implements AutoCloseable {

    static final String URL = "https://127.0.0.1:8443";

    private final Process process;
    private final DevelopmentCertificate certificate;

    private SudosafeOnNode(Process process, DevelopmentCertificate certificate) {
        this.process = process;
        this.certificate = certificate;
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param profiles folder with the profiles
    static SudosafeOnNode start(NodeNamespaces node, Path profiles) {
        try {
            Path folder = Files.createDirectories(node.work().resolve("sudosafe"));
            DevelopmentCertificate certificate = DevelopmentCertificate.create(folder);
            ProcessBuilder builder = new ProcessBuilder(node.inNetwork(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-jar",
                            "target/quarkus-app/quarkus-run.jar")))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "SUDOSAFE_TLS_CERTIFICATE",
                                    certificate.certificate().toString(),
                            "SUDOSAFE_TLS_KEY", certificate.key().toString(),
                            "SUDOSAFE_PROFILES", profiles.toString(),
                            "SUDOSAFE_CLUSTER_ENABLED", "true",
                            "SUDOSAFE_DRY_RUN_ENABLED", "true",
                            "SUDOSAFE_DRY_RUN_TOKEN", "test",
                            "KUBECONFIG", node.kubectl().kubeconfig().toString()));
            SudosafeOnNode started = new SudosafeOnNode(builder.start(), certificate);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            List<String> ready =
                    node.inNetwork(List.of("curl", "-sf", "-m", "4", "http://127.0.0.1:9000/q/health/ready"));
            SudosafeProcess.await(
                    "ready; its log is " + folder.resolve("log"),
                    () -> Program.run(ready, Map.of(), "", Duration.ofMinutes(1))
                            .succeeded());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String caBundle() {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(certificate.certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
