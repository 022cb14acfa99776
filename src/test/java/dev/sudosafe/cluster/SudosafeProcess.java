package dev.sudosafe.cluster;

import dev.sudosafe.web.DevelopmentCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packaged sudosafe as a process of its own, on free ports.
public final class SudosafeProcess implements AutoCloseable {

    private static final List<String> APPLICATION = List.of("-jar", "target/quarkus-app/quarkus-run.jar");

    /// Starts the packaged application, with the memory and the compilers that Java chooses.
    public static final List<String> PACKAGED = command(List.of());

    /// Starts from the classes that an earlier process of this fork has loaded, if there was one.
    private static final List<String> ARCHIVE = List.of(
            "-XX:SharedArchiveFile=target/sudosafe-%s.jsa".formatted(System.getProperty("sudosafe.fork", "0")),
            "-Xlog:disable");

    private static final String CREATE_ARCHIVE = "-XX:+AutoCreateSharedArchive";
    private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final Map<String, String> WITHOUT_WARM_UP = Map.of("SUDOSAFE_WARM_UP", "0s");
    private static final Map<String, String> ON_FREE_PORTS = Map.of(
            "QUARKUS_HTTP_HOST", "127.0.0.1",
            "QUARKUS_HTTP_SSL_PORT", "0",
            "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
            "QUARKUS_MANAGEMENT_PORT", "0");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern PORTS =
            Pattern.compile("Listening on: https://\\S+:(\\d+). Management interface listening on http://\\S+:(\\d+)");

    /// The certificate of all processes that are given no other, as keytool takes longer than the start of one.
    private static final class Shared {

        static final DevelopmentCertificate CERTIFICATE = create();

        private static DevelopmentCertificate create() {
            try {
                TemporaryFolder folder = TemporaryFolder.create("sudosafe-certificate");
                Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
                return DevelopmentCertificate.create(folder.path());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Process process;
    private final TemporaryFolder folder;
    private final int port;
    private final int managementPort;

    private SudosafeProcess(Process process, TemporaryFolder folder, Matcher ports) {
        this.process = process;
        this.folder = folder;
        this.port = Integer.parseInt(ports.group(1));
        this.managementPort = Integer.parseInt(ports.group(2));
    }

    /// Starts one with the built-in profile and waits until it is ready.
    public static SudosafeProcess start() {
        return start(Map.of());
    }

    /// Starts one with the profiles of a folder and waits until it is ready.
    public static SudosafeProcess startWithProfiles(Path folder) {
        return start(Map.of("SUDOSAFE_PROFILES", folder.toString()));
    }

    /// Starts one without warm-up and with one compiler, and waits until it is ready.
    public static SudosafeProcess start(Map<String, String> environment) {
        return ready(startUnready(environment));
    }

    /// Starts one as it is deployed, with all compilers and its warm-up, and waits until it is ready.
    public static SudosafeProcess startWarm(Map<String, String> environment) {
        return start(command(ARCHIVE, CREATE_ARCHIVE), environment);
    }

    private static SudosafeProcess ready(SudosafeProcess started) {
        try {
            await("ready", () -> started.readiness().statusCode() == 200);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /// Starts one and waits until its ports are open, whether it is ready or not.
    public static SudosafeProcess startUnready(Map<String, String> environment) {
        return startUnready(command(ARCHIVE, CREATE_ARCHIVE, ONE_COMPILER), withoutWarmUp(environment));
    }

    /// Starts one by another command, and waits until it is ready.
    ///
    /// @param command with Java and its options, and what it shall start
    public static SudosafeProcess start(List<String> command, Map<String, String> environment) {
        return ready(startUnready(command, environment));
    }

    private static SudosafeProcess startUnready(List<String> command, Map<String, String> environment) {
        try {
            TemporaryFolder folder = TemporaryFolder.create("sudosafe-process");
            Path log = log(folder);
            Process process = launch(command, environment, log);
            Matcher ports = awaitPorts(process, log);
            return new SudosafeProcess(process, folder, ports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts one that cannot run, and waits until it has ended.
    ///
    /// @return with all that it wrote as standard output
    public static Output runToItsEnd(Map<String, String> environment) {
        try (TemporaryFolder folder = TemporaryFolder.create("sudosafe-process")) {
            Process process = launch(command(ARCHIVE, ONE_COMPILER), environment, log(folder));
            try {
                await("ended", () -> !process.isAlive());
            } finally {
                process.destroyForcibly();
            }
            return new Output(process.exitValue(), Files.readString(log(folder)), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(List<String> options, String... more) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(List.of(java, "-XX:+UseSerialGC"), options, List.of(more), APPLICATION)
                .flatMap(List::stream)
                .toList();
    }

    private static Map<String, String> withoutWarmUp(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(WITHOUT_WARM_UP);
        all.putAll(environment);
        return all;
    }

    private static Process launch(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(ON_FREE_PORTS);
        builder.environment()
                .put(
                        "SUDOSAFE_TLS_CERTIFICATE",
                        Shared.CERTIFICATE.certificate().toString());
        builder.environment().put("SUDOSAFE_TLS_KEY", Shared.CERTIFICATE.key().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static Matcher awaitPorts(Process process, Path log) {
        Matcher[] found = new Matcher[1];
        await("listening; its log is " + log, () -> {
            found[0] = PORTS.matcher(Files.readString(log));
            if (!process.isAlive()) {
                throw new IllegalStateException("sudosafe ended: " + Files.readString(log));
            }
            return found[0].find();
        });
        return found[0];
    }

    /// Where the doors are: `https://127.0.0.1:port`.
    public String url() {
        return "https://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /// The certificate that the API server must trust, as `caBundle` wants it.
    public String caBundle() {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(Shared.CERTIFICATE.certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where health and metrics are.
    URI managementUrl() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    public HttpResponse<String> readiness() {
        return management("/q/health/ready", "application/json");
    }

    /// Asks the management port.
    public HttpResponse<String> management(String path, String accept) {
        HttpRequest request = HttpRequest.newBuilder(managementUrl().resolve(path))
                .header("Accept", accept)
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(log(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
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

    private static Path log(TemporaryFolder folder) {
        return folder.path().resolve("log");
    }

    /// A condition that is asked until it holds.
    public interface Condition {
        boolean holds() throws IOException;
    }

    /// Waits until the condition holds.
    ///
    /// @throws IllegalStateException if it does not within three minutes
    public static void await(String what, Condition condition) {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            while (!condition.holds()) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("not " + what + " within " + PATIENCE);
                }
                Thread.sleep(50);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
