package dev.sudosafe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `sudosafe profiles schema`.
@Command(
        name = "schema",
        description = "Prints the JSON schema of a profile, for editors.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class)
final class ProfilesSchemaCommand implements Callable<Integer> {

    // The build puts docs/profile.schema.json there.
    private static final String RESOURCE = "/profile.schema.json";

    private final Terminal terminal;

    ProfilesSchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (InputStream schema = Objects.requireNonNull(getClass().getResourceAsStream(RESOURCE))) {
            schema.transferTo(terminal.out());
        }
        return ExitCode.ADMITTED.code();
    }
}
