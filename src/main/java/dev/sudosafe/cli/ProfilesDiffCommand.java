package dev.sudosafe.cli;

import dev.sudosafe.audit.Comparison;
import dev.sudosafe.dryrun.Chooser;
import dev.sudosafe.dryrun.DocumentReader;
import dev.sudosafe.dryrun.Doors;
import dev.sudosafe.dryrun.Judge;
import dev.sudosafe.dryrun.KnownNamespaces;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.dryrun.Problem;
import dev.sudosafe.dryrun.Reading;
import dev.sudosafe.engine.Reviewer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sudosafe profiles diff`.
@Command(
        name = "diff",
        description = "Shows what one profile says otherwise than another, and what becomes of pods.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nWhat is told of pods:%n",
        footer = {
            "  NewlyDenied, NewlyAdmitted, IsolationChanged; NewlySelected and NoLongerSelected where the",
            "  selectors differ. Objects of which both profiles say the same are not shown."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no object is newly denied",
            "1:one is",
            "2:a profile or an object could not be read or judged"
        })
final class ProfilesDiffCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "OLD", description = "The WorkspaceProfile that is in force.")
    @SuppressWarnings("NullAway.Init")
    private String before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The one that shall be.")
    @SuppressWarnings("NullAway.Init")
    private String after;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE|DIR|-",
            description = "Objects that both judge, as for sudosafe check. May be given several times.")
    private List<String> files = List.of();

    @Option(
            names = "--as-workspace",
            description = "Take every pod for a workspace, whatever its labels and namespace.")
    private boolean asWorkspace;

    @Option(
            names = "--namespace-labels",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "The labels of the namespaces of which the files hold no Namespace document.")
    private @Nullable Map<String, String> namespaceLabels;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TextOrJson format = TextOrJson.text;

    ProfilesDiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        InputReader reader = new InputReader(terminal.in());
        Optional<Reviewer> old = profile(before, reader);
        Optional<Reviewer> next = profile(after, reader);
        return old.flatMap(from -> next.map(to -> compare(from, to, reader)))
                .orElse(ExitCode.UNJUDGED)
                .code();
    }

    private Optional<Reviewer> profile(String file, InputReader reader) {
        ProfileFiles read = ProfileFiles.read(List.of(file), reader);
        read.problems().forEach(terminal::note);
        return read.reviewers().stream().findFirst();
    }

    private ExitCode compare(Reviewer from, Reviewer to, InputReader reader) {
        List<Reading> readings = files.stream()
                .distinct()
                .flatMap(reader::read)
                .flatMap(input -> DocumentReader.read(input).stream())
                .toList();
        List<Outcome> old = judged(from, readings);
        List<Outcome> next = judged(to, readings);
        ProfileDiff diff = new ProfileDiff(
                ProfileSettings.of(from.profile())
                        .to(ProfileSettings.of(to.profile()))
                        .toList(),
                IntStream.range(0, readings.size())
                        .mapToObj(i -> new Comparison(old.get(i), next.get(i)))
                        .flatMap(comparison -> ProfileDiff.Changed.of(comparison).stream())
                        .toList(),
                readings.size());
        terminal.out()
                .print(
                        switch (format) {
                            case text -> diff.text();
                            case json -> diff.json();
                        });
        return exitCode(diff, next);
    }

    private List<Outcome> judged(Reviewer reviewer, List<Reading> readings) {
        Optional<Map<String, String>> labels = Optional.ofNullable(namespaceLabels);
        Chooser chooser = asWorkspace
                ? new Chooser.Always(List.of(reviewer))
                : new Chooser.BySelectors(List.of(reviewer), KnownNamespaces.among(readings, namespace -> labels));
        Judge judge = new Judge(chooser, Doors.BOTH);
        return readings.stream().map(judge::judge).toList();
    }

    private ExitCode exitCode(ProfileDiff diff, List<Outcome> next) {
        List<Problem> problems = next.stream()
                .flatMap(outcome -> outcome.judgement().problems().stream())
                .toList();
        problems.forEach(terminal::problem);
        if (!problems.isEmpty()) {
            return ExitCode.UNJUDGED;
        }
        return diff.deniesMore() ? ExitCode.DENIED : ExitCode.ADMITTED;
    }
}
