package dev.sudosafe.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sudosafe completion`.
@Command(
        name = "completion",
        description = "Prints what makes a shell complete commands, options and the ids of checks.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nWhere it goes:%n",
        footer = {
            "  bash  in ~/.bashrc: source <(sudosafe completion bash)",
            "  zsh   in ~/.zshrc, behind compinit: source <(sudosafe completion zsh)",
            "  fish  sudosafe completion fish > ~/.config/fish/completions/sudosafe.fish",
            "",
            "  kubectl's own completion knows of \"kubectl sudosafe\" when kubectl_complete-sudosafe, which stands",
            "  beside sudosafe, is in the PATH too."
        })
final class CompletionCommand implements Callable<Integer> {

    // Fish has a language of its own, so it asks us at each key.
    private static final String FISH = """
            complete -c sudosafe -f -a '(sudosafe %s (commandline -opc)[2..] (commandline -ct) | string match -v ":*")'
            complete -c sudosafe -s f -l file -l profile -l authority -r -F
            complete -c sudosafe -n '__fish_seen_subcommand_from check inject lint diff' -F
            """.formatted(Completion.WORD);

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Named as the parameter names them.
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Override
    public Integer call() {
        terminal.out()
                .print(
                        switch (shell) {
                            // One script for both: it loads zsh's functions for those of bash.
                            case bash, zsh ->
                                AutoComplete.bash("sudosafe", spec.root().commandLine());
                            case fish -> FISH;
                        });
        return ExitCode.ADMITTED.code();
    }
}
