package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Chooser;
import dev.sudosafe.dryrun.DocumentReader;
import dev.sudosafe.dryrun.KnownNamespaces;
import dev.sudosafe.dryrun.Reading;
import dev.sudosafe.engine.Reviewer;
import java.util.List;
import java.util.function.Function;

/// What the options name, read.
sealed interface Inputs {

    /// @param readings at least one
    record Ready(List<Reading> readings, Chooser chooser) implements Inputs {}

    /// Nothing can be judged.
    record Unusable(List<String> problems) implements Inputs {}

    /// Does something with them, or tells why that cannot be.
    ///
    /// @return the exit code
    static int use(InputOptions options, Terminal terminal, Function<Ready, ExitCode> action) {
        return switch (read(options, terminal)) {
            case Ready ready -> action.apply(ready).code();
            case Unusable(List<String> problems) -> {
                problems.forEach(terminal::note);
                yield ExitCode.UNJUDGED.code();
            }
        };
    }

    private static Inputs read(InputOptions options, Terminal terminal) {
        InputReader reader = new InputReader(terminal.in());
        ProfileFiles profiles = ProfileFiles.read(options.profiles(), reader);
        if (!profiles.problems().isEmpty()) {
            return new Unusable(profiles.problems());
        }
        List<Reviewer> reviewers = profiles.reviewers();
        if (options.asWorkspace() && reviewers.size() > 1) {
            return new Unusable(List.of("--as-workspace with several profiles: give one"));
        }
        if (options.files().isEmpty()) {
            return new Unusable(List.of("no file given: name one with -f, or - for standard input"));
        }
        List<Reading> readings = options.files().stream()
                .flatMap(reader::read)
                .flatMap(input -> DocumentReader.read(input).stream())
                .toList();
        return readings.isEmpty()
                ? new Unusable(List.of("no documents in " + String.join(", ", options.files())
                        + ": name files that hold pods or workloads"))
                : new Ready(readings, chooser(options, reviewers, readings));
    }

    private static Chooser chooser(InputOptions options, List<Reviewer> reviewers, List<Reading> readings) {
        return options.asWorkspace()
                ? new Chooser.Always(reviewers)
                : new Chooser.BySelectors(
                        reviewers, KnownNamespaces.among(readings, namespace -> options.namespaceLabels()));
    }
}
