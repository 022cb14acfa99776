package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.dryrun.Palette;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.fixture.NodeFacts;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FactsCommandTest {

    private static final Nodes NODES =
            new NodeFacts().node("worker {handlers: {'': true}}").known();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void the_nodes_are_shown_under_the_built_in_profile() {
        assertThat(run(NODES)).isZero();
        assertThat(text(out)).contains("default: UserNamespace + docker").contains("worker");
    }

    @Test
    void json_is_for_programs() {
        assertThat(run(NODES, "-o", "json")).isZero();
        assertThat(text(out)).startsWith("{").contains("\"runs\" : true");
    }

    @Test
    void the_profiles_that_are_named_are_shown() {
        assertThat(run(NODES, "--profile", "src/test/resources/profiles/kata.yaml"))
                .isZero();
        assertThat(text(out)).contains("kata: Kata kata-qemu").doesNotContain("default:");
    }

    @Test
    void a_profile_that_cannot_be_read_is_said() {
        assertThat(run(NODES, "--profile", "none.yaml")).isEqualTo(2);
        assertThat(text(err)).startsWith("sudosafe: none.yaml");
    }

    @Test
    void a_cluster_that_cannot_be_read_is_said() {
        assertThat(run(new Nodes.Unknown("https://127.0.0.1:1/: the API server does not answer")))
                .isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err))
                .isEqualTo("sudosafe: no cluster: https://127.0.0.1:1/: the API server does not answer:"
                        + " set KUBECONFIG, or try kubectl get nodes\n");
    }

    private int run(Nodes nodes, String... options) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Palette.PLAIN);
        return new CommandLine(new FactsCommand(terminal, () -> nodes)).execute(options);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
