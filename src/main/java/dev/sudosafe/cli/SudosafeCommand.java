package dev.sudosafe.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sudosafe` without a command.
@Command(
        name = "sudosafe",
        description = "Root in a workspace is never root on the node.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "sudosafe COMMAND --help says more."})
final class SudosafeCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /// The version of the jar that runs.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sudosafe " + number()};
        }

        static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return Objects.requireNonNullElse(version, "(development)");
        }
    }
}
