package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.DocumentedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pages on the dry run and on the audit tell administrators to call, called in a shell against a process and
/// a real API server. There is no kubelet that a port could be forwarded to, so that line alone is left out, and its
/// address is that of the process.
@SharedApiServer
class AdministratorPagesIT {

    private static final List<String> DRY_RUN =
            DocumentedCommands.of(Path.of("docs/dry-run.md")).scripts();
    private static final List<String> AUDIT =
            DocumentedCommands.of(Path.of("docs/audit.md")).scripts();

    private static final Pattern PORT_FORWARD = Pattern.compile("(?m)^kubectl .* port-forward .*\\n");

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
            spec: {containers: [{name: workspace, image: tools}]}
            """;
    private static final String PROFILE = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: default}
            spec: {policy: {action: Warn}}
            """;

    @TempDir
    private static Path folder;

    private static ApiServer apiServer;
    private static SudosafeProcess sudosafe;

    @BeforeAll
    static void start(ApiServer shared) throws IOException {
        apiServer = shared;
        Granted.install(apiServer);
        Cluster.namespace(apiServer.kubectl(), "dev");
        apiServer
                .kubectl()
                .run("apply", "--server-side", "-f", "src/test/resources/reports/openreports.io_reports.yaml")
                .require();
        apiServer.kubectl().withInput(POD, "apply", "-f", "-").require();
        Files.writeString(folder.resolve("pod.yaml"), POD);
        Files.writeString(folder.resolve("profile.yaml"), PROFILE);
        Files.writeString(
                folder.resolve("admin"),
                apiServer.kubectl().run("config", "view", "--raw", "--flatten").require());
        sudosafe = Granted.start(
                apiServer,
                Map.of(
                        "SUDOSAFE_DRY_RUN_ENABLED",
                        "true",
                        "SUDOSAFE_AUDIT_ENABLED",
                        "true",
                        "SUDOSAFE_AUDIT_INTERVAL",
                        "2s"));
        shell(script(DRY_RUN, "create serviceaccount"));
        SudosafeProcess.await(
                "allowed", () -> shell(script(DRY_RUN, "@pod.yaml")).startsWith("admitted"));
    }

    @AfterAll
    static void stop() {
        sudosafe.close();
    }

    @Test
    void a_pod_is_judged_without_the_port_forward() throws IOException {
        assertThat(shell(script(DRY_RUN, "@pod.yaml"))).startsWith("admitted  Pod dev/web (-:1)\n");
    }

    @Test
    void a_profile_is_tried_without_the_port_forward() throws IOException {
        assertThat(shell(token() + script(DRY_RUN, "cat profile.yaml"))).startsWith("admitted  Pod dev/web (-:6)\n");
    }

    @Test
    void a_profile_is_tried_on_what_runs_without_the_port_forward() throws IOException {
        assertThat(shell(token() + script(DRY_RUN, "/dry-run/cluster")))
                .contains("\"change\":\"NewlyAdmitted\"", "\"type\":\"summary\"");
    }

    @Test
    void what_would_be_refused_today_is_shown() {
        SudosafeProcess.await(
                "shown",
                () -> Stream.of("sudosafe", "RefusedToday", "pod/web")
                        .allMatch(shell(String.join("", AUDIT))::contains));
    }

    private static String token() {
        return script(DRY_RUN, "@pod.yaml")
                .lines()
                .filter(line -> line.startsWith("TOKEN="))
                .collect(Collectors.joining("", "", "\n"));
    }

    /// The only one with these words.
    private static String script(List<String> scripts, String words) {
        List<String> found =
                scripts.stream().filter(script -> script.contains(words)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static String shell(String script) throws IOException {
        String here = PORT_FORWARD.matcher(script).replaceAll("").replace("https://localhost:8443", sudosafe.url());
        return Program.run(
                        List.of(
                                "bash",
                                "-euo",
                                "pipefail",
                                "-c",
                                "cd \"$0\"; PATH=\"$1:$PATH\"\n" + here,
                                folder.toString(),
                                Launcher.kubectl().toString()),
                        Map.of("KUBECONFIG", folder.resolve("admin").toString()),
                        "",
                        Duration.ofMinutes(1))
                .require();
    }
}
