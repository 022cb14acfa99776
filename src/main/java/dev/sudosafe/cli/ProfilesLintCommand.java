package dev.sudosafe.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `sudosafe profiles lint`.
@Command(
        name = "lint",
        description = "Tells everything that is wrong with profiles, and what to think of before they are installed.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nWhat is told:%n",
        footer = {
            "  Problems, for which the process would refuse the file, as file:line:column: field: what: remedy.",
            "  Warnings about profiles that are fine by themselves: two that can select the same pod, which is",
            "  refused then; one that selects every pod of the cluster; one that pods' authors can evade; one",
            "  whose docker sidecar needs something on the nodes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the process would take all of them, whatever was warned of",
            "1:it would refuse one",
            "2:a file could not be read"
        })
final class ProfilesLintCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A WorkspaceProfile, or - for standard input.")
    private List<String> files = List.of();

    ProfilesLintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ProfileFiles read = ProfileFiles.read(files, new InputReader(terminal.in()));
        read.unreadable().forEach(terminal::problem);
        read.profiles().problems().forEach(problem -> terminal.print(problem.toString()));
        ProfileWarnings.of(read.profiles().byFile()).forEach(warning -> terminal.print("warning: " + warning));
        int refused = read.profiles().problems().size();
        terminal.print("%d accepted, %d problem%s"
                .formatted(read.profiles().byFile().size(), refused, refused == 1 ? "" : "s"));
        return code(read).code();
    }

    private static ExitCode code(ProfileFiles read) {
        if (!read.unreadable().isEmpty()) {
            return ExitCode.UNJUDGED;
        }
        return read.profiles().problems().isEmpty() ? ExitCode.ADMITTED : ExitCode.DENIED;
    }
}
