package dev.sudosafe.web;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Program;
import dev.sudosafe.cluster.Relay;
import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.fixture.Authority;
import dev.sudosafe.load.Callers;
import dev.sudosafe.load.Callers.Count;
import dev.sudosafe.load.DoorCaller;
import dev.sudosafe.load.DoorCaller.Reuse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong around a process costs the reviews that go on nothing: each of these faults meets callers that do
/// not
/// pause, and every call is counted. The process has as little memory as the chart gives it.
class FaultsIT {

    private static final Authority AUTHORITY = new Authority("authority");
    private static final String REVIEW = Reviews.creation(Reviews.injected("", ""));
    private static final long MEMORY_OF_THE_CHART_KB = 384 * 1024;
    private static final String JAVA_OF_THE_IMAGE = "-XX:Flags=src/main/docker/sudosafe/jvm -XX:MaxRAM=384m";

    @TempDir
    private static Path folder;

    private static MountedFolder certificates;
    private static MountedFolder profiles;
    private static SudosafeProcess process;

    @BeforeAll
    static void start() throws IOException {
        certificates = mounted("tls", AUTHORITY.server(Duration.ofDays(9)).files());
        profiles = mounted("profiles", Map.of("default.yaml", profile("sudo: Allowed")));
        process = SudosafeProcess.start(SudosafeProcess.PACKAGED, environment());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void profiles_of_garbage_and_back() throws Exception {
        assertNoneFails(() -> {
            for (int i = 0; i < 3; i++) {
                profiles.swap(Map.of("default.yaml", "\u0000garbage: ["));
                await("refused", () -> process.readiness().body().contains("default.yaml:1:1"));
                profiles.swap(Map.of("default.yaml", profile("sudo: Allowed")));
                await("mended", () -> !process.readiness().body().contains("default.yaml:1:1"));
            }
        });
    }

    @Test
    void certificates_of_garbage_and_back() throws Exception {
        assertNoneFails(() -> {
            for (int i = 0; i < 3; i++) {
                certificates.swap(Map.of("tls.crt", "garbage", "tls.key", "garbage"));
                await("refused", () -> process.readiness().body().contains("no certificate in"));
                certificates.swap(AUTHORITY.server(Duration.ofDays(9)).files());
                await("mended", () -> !process.readiness().body().contains("no certificate in"));
            }
        });
    }

    @Test
    void the_folders_gone_and_back() throws Exception {
        assertNoneFails(() -> {
            Path tls = folder.resolve("tls");
            Path away = folder.resolve("away");
            Files.move(tls, away);
            await("noticed", () -> process.readiness().body().contains("cannot be read: "));
            Files.move(away, tls);
            certificates.swap(AUTHORITY.server(Duration.ofDays(9)).files());
            await("mended", () -> !process.readiness().body().contains("cannot be read: "));
        });
    }

    @Test
    void a_thousand_connections_of_garbage_instead_of_tls() throws Exception {
        assertNoneFails(() -> {
            for (int i = 0; i < 1000; i++) {
                try (Socket socket = connect()) {
                    socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        });
    }

    @Test
    void two_thousand_idle_connections() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            assertNoneFails(() -> {
                idle.addAll(handshaken(2000));
            });
            assertThat(residentKb()).isLessThan(MEMORY_OF_THE_CHART_KB);
        } finally {
            close(idle);
        }
    }

    @Test
    void three_hundred_clients_that_send_a_byte_now_and_then() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            assertNoneFails(() -> {
                byte[] head =
                        HttpHead.post("/validate/default", "Content-Type: application/json", "Content-Length: 900000");
                slow.addAll(handshaken(300));
                for (int sent = 0; sent < 20; sent++) {
                    for (Socket socket : slow) {
                        socket.getOutputStream().write(head[sent]);
                    }
                    Thread.sleep(100);
                }
            });
        } finally {
            close(slow);
        }
    }

    @Test
    void no_more_file_descriptors() throws Exception {
        List<Socket> hoarded = new ArrayList<>();
        try (Callers callers = new Callers().add(4, i -> caller(process.url(), Reuse.KEPT))) {
            await("calling", () -> callers.soFar().calls() > 100);
            limitFileDescriptors(openFileDescriptors() + 20);
            for (int i = 0; i < 100; i++) {
                hoarded.add(connect());
            }
            Thread.sleep(2000);

            assertThat(callers.end().failures()).isEmpty();
        } finally {
            close(hoarded);
            limitFileDescriptors(4096);
        }
        await("open again", () -> isAnswered(process.url()));
    }

    /// Those on their way in it fail, and those that come before its address is gone. An API server refuses these
    /// workspaces, and nothing else.
    @Test
    void kill_9_of_one_process_of_two() throws Exception {
        SudosafeProcess victim = SudosafeProcess.start(SudosafeProcess.PACKAGED, environment());
        try (Relay service = new Relay(process.port(), victim.port());
                Callers callers = callers("https://127.0.0.1:" + service.port())) {
            await("calling", () -> callers.soFar().calls() > 1000);
            ProcessHandle.of(victim.pid()).orElseThrow().destroyForcibly();
            Thread.sleep(1000);
            service.leadTo(process.port());
            long led = callers.soFar().calls();
            await("led on", () -> callers.soFar().calls() > led + 1000);
            long then = callers.soFar().failed();
            Thread.sleep(3000);

            Count count = callers.end();

            System.out.printf("kill -9: %d calls, failures %s%n", count.calls(), count.failures());
            assertThat(count.failed()).isEqualTo(then).isPositive();
            assertThat(count.failures().keySet()).noneMatch(failure -> failure.contains("wrong answer"));
        } finally {
            victim.close();
        }
    }

    /// A full disk behind the log, or a collector that has stopped.
    @Test
    void nobody_reads_the_log() throws Exception {
        int[] ports = freePorts();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.ssl-port=" + ports[0],
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + ports[1],
                "-jar",
                "target/quarkus-app/quarkus-run.jar");
        builder.environment().putAll(environment());
        Process unread = builder.redirectErrorStream(true).start();
        String url = "https://127.0.0.1:" + ports[0];
        try {
            await("answering", () -> isAnswered(url));
            try (Callers callers = callers(url)) {
                // A line is about 150 bytes, a pipe holds 64 kB and the queue 4096 lines.
                await("past the queue", () -> callers.soFar().calls() > 10_000);

                assertThat(callers.end().failures()).isEmpty();
            }
        } finally {
            unread.destroyForcibly().waitFor();
        }
    }

    private interface Fault {
        void happen() throws Exception;
    }

    private static void assertNoneFails(Fault fault) throws Exception {
        try (Callers callers = callers(process.url())) {
            await("calling", () -> callers.soFar().calls() > 100);
            fault.happen();
            Thread.sleep(1000);

            Count count = callers.end();

            System.out.printf("%d calls, failures %s%n", count.calls(), count.failures());
            assertThat(count.failures()).isEmpty();
        }
    }

    private static Callers callers(String url) {
        return new Callers().add(2, i -> caller(url, Reuse.KEPT)).add(1, i -> caller(url, Reuse.NEW_FOR_EACH_CALL));
    }

    private static DoorCaller caller(String url, Reuse reuse) {
        return new DoorCaller(
                AUTHORITY.trustingTls(),
                URI.create(url + "/validate/default"),
                REVIEW,
                answer -> answer.contains("\"allowed\":true"),
                reuse);
    }

    private static boolean isAnswered(String url) {
        try {
            caller(url, Reuse.NEW_FOR_EACH_CALL).call();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), process.port());
    }

    /// Made by several threads, or most of the test's time the callers would have the machine.
    private static List<Socket> handshaken(int sockets) throws Exception {
        SSLSocketFactory tls = AUTHORITY.trustingTls().getSocketFactory();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Socket> made = new ArrayList<>();
            Callable<Socket> handshake = () -> handshaken(tls);
            for (Future<Socket> socket : threads.invokeAll(Collections.nCopies(sockets, handshake))) {
                made.add(socket.get());
            }
            return made;
        }
    }

    private static Socket handshaken(SSLSocketFactory tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(InetAddress.getLoopbackAddress(), process.port());
        socket.startHandshake();
        return socket;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket first = new ServerSocket(0);
                ServerSocket second = new ServerSocket(0)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    private static long openFileDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return open.count();
        }
    }

    private static void limitFileDescriptors(long limit) {
        List<String> command = List.of("prlimit", "--pid", Long.toString(process.pid()), "--nofile=" + limit + ":");
        Program.run(command, Map.of(), "", Duration.ofSeconds(10)).require();
    }

    private static long residentKb() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> environment() {
        return Map.of(
                "SUDOSAFE_TLS_CERTIFICATE", folder.resolve("tls/tls.crt").toString(),
                "SUDOSAFE_TLS_KEY", folder.resolve("tls/tls.key").toString(),
                "SUDOSAFE_PROFILES", folder.resolve("profiles").toString(),
                "JDK_JAVA_OPTIONS", JAVA_OF_THE_IMAGE);
    }

    private static MountedFolder mounted(String name, Map<String, String> files) throws IOException {
        MountedFolder mounted = new MountedFolder(Files.createDirectory(folder.resolve(name)));
        mounted.swap(files);
        return mounted;
    }

    private static String profile(String spec) {
        return """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: default}
                spec: {%s}
                """.formatted(spec);
    }
}
