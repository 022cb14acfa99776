package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with a Java that prints its arguments.
class LauncherTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(folder.resolve("it/quarkus-app/app"));
        Files.createFile(folder.resolve("it/quarkus-app/app/sudosafe.jar"));
        Files.copy(Path.of("src/main/cli/sudosafe"), folder.resolve("it/sudosafe"));
        java("java-25", "25.0.1");
        java("java-17", "17.0.2");
    }

    @Test
    void the_arguments_reach_the_main_class() throws Exception {
        assertThat(run("it/sudosafe", Map.of("JAVA_HOME", home("java-25"))))
                .startsWith("java-25 25.0.1\n")
                .endsWith("\ndev.sudosafe.cli.Main\ncheck\n-f\na b\n");
    }

    @Test
    void the_jars_are_found_through_a_link() throws Exception {
        Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/sudosafe"), Path.of("../it/sudosafe"));
        assertThat(run("bin/sudosafe", Map.of("JAVA_HOME", home("java-25"))))
                .contains("/it/quarkus-app/app/sudosafe.jar");
    }

    @Test
    void an_old_java_home_is_passed_over_for_the_path() throws Exception {
        String path = home("java-25") + "/bin:" + System.getenv("PATH");
        assertThat(run("it/sudosafe", Map.of("JAVA_HOME", home("java-17"), "PATH", path)))
                .startsWith("java-25 ");
    }

    @Test
    void a_cache_that_is_there_is_used() throws Exception {
        Files.createFile(folder.resolve("it/quarkus-app/sudosafe-cli.aot"));
        assertThat(run("it/sudosafe", Map.of("JAVA_HOME", home("java-25"))))
                .containsPattern("\n-XX:AOTCache=.*/it/quarkus-app/sudosafe-cli.aot\n");
    }

    @Test
    void a_cache_that_is_missing_is_not_asked_for() throws Exception {
        assertThat(run("it/sudosafe", Map.of("JAVA_HOME", home("java-25")))).doesNotContain("AOTCache");
    }

    @Test
    void the_jars_of_the_clusters_client_are_for_facts_alone() throws Exception {
        Files.createDirectories(folder.resolve("it/quarkus-app/lib/main"));
        Files.createFile(folder.resolve("it/quarkus-app/lib/main/io.fabric8.client-1.jar"));
        Map<String, String> environment = Map.of("JAVA_HOME", home("java-25"));
        assertThat(run(environment, "it/sudosafe", "facts")).contains("/lib/main/io.fabric8.client-1.jar");
        assertThat(run("it/sudosafe", environment)).doesNotContain("fabric8");
    }

    @Test
    void the_page_is_served_by_the_application() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", home("java-25")), "it/sudosafe", "ui", "--no-open"))
                .contains("\n-jar\n")
                .endsWith("/it/quarkus-app/quarkus-run.jar\nui\n--no-open\n");
    }

    @Test
    void there_is_no_colour_in_a_pipe() throws Exception {
        assertThat(run("it/sudosafe", Map.of("JAVA_HOME", home("java-25"), "TERM", "xterm")))
                .doesNotContain("colour");
    }

    @Test
    void as_kubectl_s_plugin_it_is_the_same_command() throws Exception {
        Files.createSymbolicLink(folder.resolve("it/kubectl-sudosafe"), Path.of("sudosafe"));
        assertThat(run("it/kubectl-sudosafe", Map.of("JAVA_HOME", home("java-25"))))
                .endsWith("\ndev.sudosafe.cli.Main\ncheck\n-f\na b\n");
    }

    @Test
    void under_the_name_for_completion_it_asks_for_words() throws Exception {
        Files.createSymbolicLink(folder.resolve("it/kubectl_complete-sudosafe"), Path.of("sudosafe"));
        assertThat(run("it/kubectl_complete-sudosafe", Map.of("JAVA_HOME", home("java-25"))))
                .endsWith("\ndev.sudosafe.cli.Main\n__complete\ncheck\n-f\na b\n");
    }

    @Test
    void a_missing_build_is_said() throws Exception {
        Files.delete(folder.resolve("it/quarkus-app/app/sudosafe.jar"));
        Files.delete(folder.resolve("it/quarkus-app/app"));
        assertThat(run("it/sudosafe", Map.of("JAVA_HOME", home("java-25"))))
                .endsWith("/it/quarkus-app: run make build\n");
    }

    private String home(String java) {
        return folder.resolve(java).toString();
    }

    private void java(String name, String version) throws IOException {
        Path java = folder.resolve(name).resolve("bin/java");
        Files.createDirectories(folder.resolve(name).resolve("bin"));
        Files.writeString(folder.resolve(name).resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        Files.writeString(java, "#!/bin/sh\necho %s %s\nprintf '%%s\\n' \"$@\"\n".formatted(name, version));
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private String run(String launcher, Map<String, String> environment) throws IOException, InterruptedException {
        return run(environment, launcher, "check", "-f", "a b");
    }

    private String run(Map<String, String> environment, String launcher, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve(launcher).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
