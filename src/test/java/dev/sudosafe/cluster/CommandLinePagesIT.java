package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.DocumentedCommands;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages tell people to call, called in a shell.
class CommandLinePagesIT {

    private static final DocumentedCommands COMMAND_LINE = DocumentedCommands.of(Path.of("docs/command-line.md"));
    private static final DocumentedCommands README =
            DocumentedCommands.of(Path.of("README.md")).below("## Try a manifest");
    private static final DocumentedCommands PIPELINES = DocumentedCommands.of(Path.of("docs/ci.md"));

    private static final String PROFILE = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: team}
            """;
    private static final String WORKSPACE = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, labels: {sudosafe.dev/workspace: "true"}}
            spec:
              containers: [{name: web, image: "debian:13"}]
              volumes:
              - name: docker
                hostPath: {path: /var/run/docker.sock}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    static Stream<DocumentedCommands.Command> ofTheCommandLine() {
        return COMMAND_LINE.commands().stream();
    }

    static Stream<DocumentedCommands.Command> ofTheReadme() {
        return README.commands().stream().filter(command -> command.line().startsWith("target/sudosafe "));
    }

    @BeforeEach
    void layOut() throws IOException {
        launcher = Launcher.in(Files.createDirectory(folder.resolve("target")));
    }

    @ParameterizedTest
    @MethodSource("ofTheCommandLine")
    void a_command_of_the_page_prints_what_the_page_shows(DocumentedCommands.Command command) throws IOException {
        COMMAND_LINE.writeFiles(folder);
        prints(command);
    }

    @ParameterizedTest
    @MethodSource("ofTheReadme")
    void a_command_of_the_readme_prints_what_the_readme_shows(DocumentedCommands.Command command) throws IOException {
        Files.writeString(folder.resolve("workspace.yaml"), WORKSPACE);
        prints(command);
    }

    /// A refusal is an answer too.
    private void prints(DocumentedCommands.Command command) {
        Output output = launcher.bash(folder, "{\n" + command.line() + "\n} 2>&1 || [ $? -le 2 ]");
        assertThat(output.exitCode()).as(output.out()).isZero();
        if (!command.output().isEmpty()) {
            assertThat(output.out()).matches(command.expected());
        }
    }

    @Test
    void the_job_of_gitlab_fails_with_a_report() throws IOException {
        JsonNode job = Documents.tree(PIPELINES.file(".gitlab-ci.yml")).path("sudosafe");
        Output output = inRepository(job.at("/script/0").asText());
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(folder.resolve(job.at("/artifacts/reports/junit").asText()))
                .content()
                .contains("<testsuite tests=\"1\" failures=\"1\" errors=\"0\" name=\"manifests/workspace.yaml\"");
    }

    @Test
    void the_job_of_github_fails_with_a_report() throws IOException {
        JsonNode steps =
                Documents.tree(PIPELINES.file(".github/workflows/sudosafe.yml")).at("/jobs/check/steps");
        Output output = inRepository(steps.at("/1/run").asText());
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(Documents.tree(Documents.text(
                                folder.resolve(steps.at("/2/with/sarif_file").asText())))
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("manifests/workspace.yaml");
    }

    @Test
    void the_hook_of_pre_commit_judges_the_files_that_it_is_given() throws IOException {
        JsonNode hook = Documents.tree(Documents.text(Path.of(".pre-commit-hooks.yaml")))
                .path(0);
        JsonNode use = Documents.tree(PIPELINES.file(".pre-commit-config.yaml")).at("/repos/0/hooks/0");
        assertThat(use.path("id")).isEqualTo(hook.path("id"));
        assertThat("manifests/workspace.yaml").containsPattern(use.path("files").asText());
        Output output = inRepository("%s %s %s manifests/workspace.yaml"
                .formatted(
                        hook.path("entry").asText(),
                        use.at("/args/0").asText(),
                        use.at("/args/1").asText()));
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.out()).startsWith("denied  Pod default/web (manifests/workspace.yaml:1)");
    }

    private Output inRepository(String script) throws IOException {
        Files.createDirectory(folder.resolve("manifests"));
        Files.writeString(folder.resolve("manifests/workspace.yaml"), WORKSPACE);
        Files.writeString(folder.resolve("profile.yaml"), PROFILE);
        return launcher.bash(folder, script);
    }
}
