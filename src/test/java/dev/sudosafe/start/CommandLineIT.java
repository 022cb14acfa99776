package dev.sudosafe.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The packaged application as the command line, which is what the image is with arguments.
class CommandLineIT {

    private static final String PRIVILEGED = """
            apiVersion: v1
            kind: Pod
            metadata: {name: privileged, labels: {sudosafe.dev/workspace: "true"}}
            spec: {containers: [{name: c, image: i, securityContext: {privileged: true}}]}
            """;

    @Test
    void with_arguments_it_is_the_command_line() {
        Output version = run("", "--version");

        assertThat(version.require()).startsWith("sudosafe ");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void it_judges_standard_input_and_ends_with_the_verdict_s_code() {
        Output checked = run(PRIVILEGED, "check", "-f", "-");

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).contains("privileged containers");
    }

    @Test
    void an_unknown_command_starts_no_server() {
        assertThat(run("", "serve").exitCode()).isEqualTo(2);
    }

    private static Output run(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        command.addAll(List.of(arguments));
        return Program.run(command, Map.of(), input, Duration.ofMinutes(1));
    }
}
