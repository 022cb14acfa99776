package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `docs/runbooks/breaking-the-glass.md` as they stand there, on a real API server.
@TestMethodOrder(OrderAnnotation.class)
@SharedApiServer
class BreakGlassIT {

    private static final String PAGE = Documents.text(Path.of("docs/runbooks/breaking-the-glass.md"));
    private static final String PROFILES = """
            - name: default
              spec: {docker: {engine: None}}
            - name: blue
              spec: {podSelector: {matchLabels: {blue: "true"}}}
            """;
    private static final String WORKSPACE = "sudosafe.dev/workspace";

    @TempDir
    private static Path folder;

    private static ApiServer apiServer;
    private static LiveRelease release;

    @BeforeAll
    static void install(ApiServer shared) throws IOException {
        apiServer = shared;
        HelmRelease helm = HelmRelease.on(apiServer);
        release = LiveRelease.start(apiServer, helm, PROFILES);
        helm.install(release.values(PROFILES)).require();
        Cluster.namespace(apiServer.kubectl(), "dev");
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(
                programs.resolve("kubectl"), apiServer.kubectl().binary());
        Files.createSymbolicLink(programs.resolve("helm"), helm.helm());
        script(programs.resolve("sudosafe"));
        assertThat(create("injected", WORKSPACE, false).succeeded()).isTrue();
        SudosafeProcess.await(
                "policies in force",
                () -> !unlabel("injected", "--dry-run=server").succeeded());
    }

    @AfterAll
    static void stop() {
        release.close();
    }

    @Test
    @Order(1)
    void one_command_takes_a_profile_out() throws IOException {
        assertThat(create("refused", WORKSPACE, true, "--dry-run=server").err()).contains("denied by sudosafe");

        run("Take one profile out", 0).require();

        SudosafeProcess.await("out", () -> create("meanwhile", WORKSPACE, true).succeeded());
    }

    @Test
    @Order(2)
    void other_profiles_stay_in_force() {
        assertThat(create("blue", "blue", true).err()).contains("denied by sudosafe profile \"blue\"");
    }

    @Test
    @Order(3)
    void the_side_doors_stay_closed() {
        assertThat(unlabel("meanwhile").succeeded()).isFalse();
    }

    @Test
    @Order(4)
    void an_upgrade_of_the_same_version_brings_it_back() throws IOException {
        run("Come back", 0).require();

        SudosafeProcess.await(
                "back",
                () -> create("refused", WORKSPACE, true, "--dry-run=server")
                        .err()
                        .contains("denied by sudosafe"));
        assertThat(run("Take one profile out", 1).require()).contains("patched");
        assertThat(run("Come back", 0).require()).doesNotContain("default.validate.sudosafe.dev Ignore");
    }

    /// As the scheduler leaves pods.
    @Test
    @Order(5)
    void what_came_in_meanwhile_is_listed_and_nothing_else() throws IOException {
        bind("injected");
        bind("meanwhile");

        Output listed = run("What came in meanwhile", 0);

        assertThat(listed.exitCode()).as(listed.toString()).isEqualTo(1);
        assertThat(listed.out().lines().filter(line -> line.startsWith("denied ")))
                .as(listed.toString())
                .isNotEmpty()
                .allMatch(line -> line.contains("meanwhile"));
    }

    /// The code of a section of the page.
    private static Output run(String section, int block) throws IOException {
        String text = PAGE.substring(PAGE.indexOf("## " + section + "\n"));
        String command = Pattern.compile("(?ms)^```shell\n(.*?)^```")
                .matcher(text)
                .results()
                .skip(block)
                .findFirst()
                .orElseThrow()
                .group(1);
        Files.writeString(folder.resolve("command"), "cd " + Path.of("").toAbsolutePath() + "\n" + inFolder(command));
        return Program.run(
                List.of("bash", "-euo", "pipefail", folder.resolve("command").toString()),
                Map.of(
                        "KUBECONFIG",
                        apiServer.kubectl().kubeconfig().toString(),
                        "PATH",
                        folder.resolve("bin") + File.pathSeparator + System.getenv("PATH")),
                "");
    }

    private static String inFolder(String command) {
        return command.replace("profile.yaml", folder.resolve("profile.yaml").toString());
    }

    private static void script(Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(file, """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.sudosafe.cli.Main "$@"
                """.formatted(java, classPath));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void bind(String pod) {
        apiServer
                .kubectl()
                .withInput(
                        """
                        {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "%s"},
                        "target": {"apiVersion": "v1", "kind": "Node", "name": "worker"}}
                        """.formatted(pod),
                        "create",
                        "--raw",
                        "/api/v1/namespaces/dev/pods/" + pod + "/binding",
                        "-f",
                        "-")
                .require();
    }

    private static Output unlabel(String pod, String... options) {
        String patch = "{\"metadata\": {\"labels\": {\"sudosafe.dev/workspace\": \"false\"}}}";
        return apiServer.kubectl().patchStatus("dev", "pod/" + pod, patch, options);
    }

    private static Output create(String name, String label, boolean onTheNode, String... options) {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {%s: "true"}}
                spec: {%scontainers: [{name: workspace, image: tools}]}
                """.formatted(name, label, onTheNode ? "volumes: [{name: node, hostPath: {path: /}}], " : "");
        return apiServer.kubectl().create(pod, options);
    }
}
