package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.dryrun.Palette;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void no_command_is_exit_2() {
        assertThat(Ran.command()).isEqualTo(new Ran(2, "", "sudosafe: no command given: see sudosafe --help\n"));
    }

    @Test
    void an_unknown_command_is_exit_2() {
        assertThat(Ran.command("frobnicate").code()).isEqualTo(2);
    }

    @Test
    void help_names_the_commands() {
        Ran ran = Ran.command("--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("\n  check ").contains("\n  inject ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "inject", "explain", "facts", "probe"})
    void help_of_a_command_explains_the_exit_codes(String command) {
        assertThat(Ran.command(command, "--help").out()).contains("\nExit codes:\n  0   ");
    }

    @Test
    void the_version_is_printed() {
        assertThat(Ran.command("--version")).isEqualTo(new Ran(0, "sudosafe (development)\n", ""));
    }

    @Test
    void a_terminal_gets_colour() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(Pods.workspace(Pods.SAFE).getBytes(StandardCharsets.UTF_8));
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Main.run(new String[] {"check", "-f", "-"}, new Terminal(in, print, print, Palette.TERMINAL));
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\u001b[32madmitted\u001b[0m  Pod dev/web");
    }

    @Test
    void a_reader_that_goes_away_changes_nothing_but_the_output() {
        InputStream in =
                new ByteArrayInputStream(Pods.workspace(Pods.PRIVILEGED).getBytes(StandardCharsets.UTF_8));
        PrintStream closed = new PrintStream(new ClosedPipe(), true, StandardCharsets.UTF_8);
        assertThat(Main.run(new String[] {"check", "-f", "-"}, in, closed, System.err))
                .isEqualTo(1);
    }

    @Test
    void a_bug_is_exit_2_without_a_stack_trace() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = Main.run(new String[] {"check", "-f", "-"}, new BrokenInput(), print, print);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("sudosafe: internal error: java.lang.IllegalStateException: a bug: please report it with the"
                        + " command and its files\n");
    }

    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    private static final class BrokenInput extends InputStream {
        @Override
        public int read() {
            throw new IllegalStateException("a bug");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return read();
        }
    }
}
