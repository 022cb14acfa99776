package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Relay;
import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.fixture.Authority;
import dev.sudosafe.load.Callers;
import dev.sudosafe.load.Callers.Count;
import dev.sudosafe.load.DoorCaller;
import dev.sudosafe.load.DoorCaller.Reuse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an administrator does to a running process costs not one of 100,000 calls.
class ContinuityIT {

    private static final long CALLS = 100_000;
    private static final Authority AUTHORITY = new Authority("authority");
    private static final String POD = Reviews.injected("", "");

    @TempDir
    private Path folder;

    @Test
    void no_call_fails_while_certificates_and_profiles_change() throws Exception {
        MountedFolder certificates =
                mounted("tls", AUTHORITY.server(Duration.ofDays(9)).files());
        MountedFolder profiles = mounted("profiles", profile(0));
        try (SudosafeProcess process = start();
                Callers callers = callers(process.url())) {
            int changes = 0;
            while (callers.soFar().calls() < CALLS) {
                certificates.swap(AUTHORITY.server(Duration.ofDays(9)).files());
                Thread.sleep(700);
                profiles.swap(profile(++changes));
                Thread.sleep(700);
            }

            Count count = callers.end();

            System.out.printf("%d calls, %d changes of both: %s%n", count.calls(), changes, count.failures());
            assertThat(count.failures()).isEmpty();
            assertThat(process.log()).contains("serving a new certificate");
        }
    }

    @Test
    void no_call_fails_while_two_processes_behind_one_address_are_replaced_in_turn() throws Exception {
        mounted("tls", AUTHORITY.server(Duration.ofDays(9)).files());
        mounted("profiles", profile(0));
        Deque<SudosafeProcess> running = new ArrayDeque<>(List.of(start(), start()));
        try (Relay service = new Relay(ports(running));
                Callers callers = callers("https://127.0.0.1:" + service.port())) {
            int replaced = 0;
            while (replaced < 4 || callers.soFar().calls() < CALLS) {
                running.addLast(start());
                SudosafeProcess old = running.removeFirst();
                service.leadTo(ports(running));
                old.close();
                replaced++;
            }

            Count count = callers.end();

            System.out.printf("%d calls, %d processes replaced: %s%n", count.calls(), replaced, count.failures());
            assertThat(count.failures()).isEmpty();
        } finally {
            running.forEach(SudosafeProcess::close);
        }
    }

    private static Integer[] ports(Collection<SudosafeProcess> processes) {
        return processes.stream().map(SudosafeProcess::port).toArray(Integer[]::new);
    }

    private static Callers callers(String url) {
        return new Callers().add(2, i -> caller(url, Reuse.KEPT)).add(2, i -> caller(url, Reuse.NEW_FOR_EACH_CALL));
    }

    private SudosafeProcess start() {
        return SudosafeProcess.startWarm(Map.of(
                "SUDOSAFE_TLS_CERTIFICATE", folder.resolve("tls/tls.crt").toString(),
                "SUDOSAFE_TLS_KEY", folder.resolve("tls/tls.key").toString(),
                "SUDOSAFE_PROFILES", folder.resolve("profiles").toString(),
                "QUARKUS_SHUTDOWN_DELAY", "3s"));
    }

    private MountedFolder mounted(String name, Map<String, String> files) throws IOException {
        MountedFolder mounted = new MountedFolder(Files.createDirectory(folder.resolve(name)));
        mounted.swap(files);
        return mounted;
    }

    /// Each different in a way that the answer does not show.
    private static Map<String, String> profile(int version) {
        return Map.of("default.yaml", """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: default}
                spec: {docker: {registryMirrors: ["https://mirror-%d.example.com"]}}
                """.formatted(version));
    }

    private static DoorCaller caller(String url, Reuse reuse) {
        return new DoorCaller(
                AUTHORITY.trustingTls(),
                URI.create(url + "/validate/default"),
                Reviews.creation(POD),
                ContinuityIT::isRight,
                reuse);
    }

    private static boolean isRight(String answer) {
        return answer.contains("\"allowed\":true") && answer.contains("\"isolation\":\"UserNamespace\"");
    }
}
