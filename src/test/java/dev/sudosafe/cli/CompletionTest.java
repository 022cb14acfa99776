package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.check.Checks;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a shell is offered at each key.
class CompletionTest {

    @Test
    void commands_are_offered() {
        assertThat(offered("")).contains("check", "inject", "explain", "profiles", "completion");
    }

    @Test
    void a_command_that_is_begun_is_completed() {
        assertThat(offered("ch")).containsExactly("check", ":4");
    }

    @Test
    void the_commands_of_a_command_are_offered() {
        assertThat(offered("profiles", "")).contains("lint", "diff", "schema");
    }

    @Test
    void options_are_offered_for_a_dash() {
        assertThat(offered("check", "--v")).contains("--validate-only");
    }

    @Test
    void the_values_of_an_option_are_offered() {
        assertThat(offered("check", "-o", "")).contains("text", "json", "sarif", "junit");
    }

    @Test
    void the_ids_of_checks_are_offered() {
        assertThat(offered("explain", "")).containsAll(Checks.ids());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void every_shell_has_a_script(String shell) {
        assertThat(Ran.command("completion", shell).out()).startsWith(shell.equals("fish") ? "complete " : "#!/");
    }

    @Test
    void another_shell_is_told_of() {
        Ran ran = Ran.command("completion", "tcsh");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("expected one of [bash, zsh, fish]");
    }

    @Test
    void where_a_file_is_wanted_the_shell_offers_files() {
        assertThat(offered("check", "-f", "")).containsExactly(":0");
    }

    private static Stream<String> offered(String... words) {
        Ran ran = Ran.command(Ran.with(words, Completion.WORD));
        assertThat(ran.err()).isEmpty();
        return ran.out().lines();
    }
}
