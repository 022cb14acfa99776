package dev.sudosafe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a command that asks a cluster is told: by which profiles, and how to print.
final class ClusterOptions {

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "A WorkspaceProfile; the built-in default profile if none is given. May be given several times.")
    private List<String> profiles = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TextOrJson format = TextOrJson.text;

    TextOrJson format() {
        return format;
    }

    /// The profiles; empty if one cannot be used, which is told.
    Optional<ProfileFiles> read(Terminal terminal) {
        ProfileFiles files = ProfileFiles.read(profiles, new InputReader(terminal.in()));
        files.problems().forEach(terminal::note);
        return files.problems().isEmpty() ? Optional.of(files) : Optional.empty();
    }
}
