package dev.sudosafe.bench;

import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;

/// A server as a process of its own, which is asked for reviews.
///
/// @param base of its paths
/// @param ready what is answered with 200 once it can be asked
record RunningServer(Process process, URI base, URI ready) implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    /// Its output goes nowhere: at ten thousand lines a second the reader would be measured too. With `BENCH_LOG=1` it is
    /// shown.
    static RunningServer launch(List<String> command, Map<String, String> environment, int port, URI ready)
            throws IOException {
        ProcessBuilder.Redirect to =
                System.getenv("BENCH_LOG") == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.INHERIT;
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(to).redirectError(to);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new RunningServer(process, URI.create("https://127.0.0.1:" + port), ready);
    }

    RunningServer awaitReady() {
        SudosafeProcess.await("ready: " + process.info().command().orElse("a server"), () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "ended with exit code " + process.exitValue() + "; BENCH_LOG=1 shows why");
            }
            return isReady();
        });
        return this;
    }

    /// Whether it is ready at this moment.
    boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) ready.toURL().openConnection();
            if (connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(Tls.TRUSTING.getSocketFactory());
                https.setHostnameVerifier((host, session) -> true);
            }
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /// With the query that an API server adds.
    URI url(String path) {
        return base.resolve(path + "?timeout=5s");
    }

    ProcessUsage usage() throws IOException {
        return ProcessUsage.of(process.pid());
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
