package dev.sudosafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sudosafe profiles`, which only holds the commands about profiles together.
@Command(
        name = "profiles",
        description = "Checks and compares workspace profiles before they are installed.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class ProfilesCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
