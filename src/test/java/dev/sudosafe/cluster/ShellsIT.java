package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged command line where people and pipelines use it: in a shell, as a plugin of kubectl, behind kustomize
/// and Helm.
class ShellsIT {

    private static final String PRIVILEGED = """
            apiVersion: v1
            kind: Pod
            metadata: {name: privileged, labels: {sudosafe.dev/workspace: "true"}}
            spec:
              containers:
              - name: c
                image: i
                securityContext:
                  privileged: true
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    @BeforeEach
    void layOut() throws IOException {
        launcher = Launcher.in(Files.createDirectory(folder.resolve("bin")));
        Files.writeString(folder.resolve("pod.yaml"), PRIVILEGED);
    }

    @Test
    void it_is_a_plugin_of_kubectl() throws IOException {
        Output checked = bash("kubectl sudosafe check -f - < pod.yaml");
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out())
                .startsWith("denied  Pod default/privileged (-:1)\n    -:9:7: privileged containers (");
    }

    @Test
    void kubectl_completes_the_plugin_s_commands() throws IOException {
        assertThat(bash("kubectl __complete sudosafe pro").require().lines())
                .contains("probe", "profiles")
                .doesNotContain("check");
    }

    @Test
    void bash_completes_commands() throws IOException {
        assertThat(completed("sudosafe", "ch")).isEqualTo("check\n");
    }

    @Test
    void bash_completes_the_commands_of_a_command() throws IOException {
        assertThat(completed("sudosafe", "profiles", "")).contains("lint\n", "diff\n", "schema\n");
    }

    @Test
    void bash_completes_the_ids_of_checks() throws IOException {
        assertThat(completed("sudosafe", "explain", "host-pa")).isEqualTo("host-path-volumes\n");
    }

    @Test
    void what_kustomize_prints_is_judged_at_its_lines() throws IOException {
        Files.writeString(
                folder.resolve("kustomization.yaml"), "resources: [pod.yaml, service.yaml]\nnamePrefix: team-\n");
        Files.writeString(folder.resolve("service.yaml"), """
                apiVersion: v1
                kind: Service
                metadata: {name: s}
                spec: {ports: [{port: 80}]}
                """);
        agrees("kubectl kustomize .", "denied  Pod default/team-privileged (-:");
    }

    @Test
    void what_helm_renders_is_judged_at_its_lines() throws IOException {
        Path chart = folder.resolve("chart");
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: workspaces\nversion: 1.0.0\n");
        Files.writeString(chart.resolve("templates/config.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c}
                data:
                  "# Source: of nothing": |
                    ---
                    privileged: true
                """);
        Files.writeString(
                chart.resolve("templates/pods.yaml"),
                "{{- range list 1 2 }}\n---\n{{- /* one each */}}\n"
                        + PRIVILEGED.replace("name: privileged", "name: privileged-{{ . }}")
                        + "{{- end }}\n");
        agrees("helm template release chart", "denied  Pod default/privileged-2 (-:");
    }

    /// That what is judged from the pipe is judged at the lines which have the word.
    private void agrees(String command, String denied) throws IOException {
        Output checked = bash(command + " > rendered.yaml\n" + command + " | sudosafe check -f -");
        assertThat(checked.exitCode()).as(checked.err()).isEqualTo(1);
        assertThat(checked.out()).contains(denied);
        String positions =
                bash("awk '/^ +privileged: true/ && !data { print NR \":\" index($0, \"p\") } /^data:/ { data = 1 }"
                                + " /^---/ { data = 0 }' rendered.yaml")
                        .require();
        assertThat(checked.out()
                        .lines()
                        .filter(line -> line.contains("privileged containers ("))
                        .map(line -> line.replaceFirst(" *-:(\\d+:\\d+):.*", "$1")))
                .isNotEmpty()
                .containsExactlyElementsOf(positions.lines().toList());
    }

    private String completed(String... words) throws IOException {
        return bash("""
                source <(sudosafe completion bash)
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                COMP_LINE="${COMP_WORDS[*]}"
                COMP_POINT=${#COMP_LINE}
                _complete_sudosafe
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(String.join(" ", words).replaceFirst(" $", " ''"), words.length - 1))
                .require();
    }

    private Output bash(String script) throws IOException {
        return script.contains("helm ")
                ? launcher.bash(folder, script, Launcher.kubectl(), Launcher.helm())
                : launcher.bash(folder, script, Launcher.kubectl());
    }
}
