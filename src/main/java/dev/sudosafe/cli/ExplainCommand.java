package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Problem;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `sudosafe explain`.
@Command(
        name = "explain",
        description = "Tells of a check or an injection: what it is about, why, and what to write instead.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is explained", "2:there is no such check and no such injection"})
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "CHECK",
            completionCandidates = Ids.class,
            description = "The id that stands at the end of a finding's link. Without one, all are listed.")
    private @Nullable String id;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String wanted = id;
        return wanted == null ? list() : explain(wanted);
    }

    private int list() {
        int width = Topic.all().stream()
                .mapToInt(topic -> topic.id().length())
                .max()
                .orElse(0);
        Topic.all()
                .forEach(topic -> terminal.out()
                        .println(topic.id() + " ".repeat(width - topic.id().length()) + "  " + kind(topic)
                                + topic.title()));
        return ExitCode.ADMITTED.code();
    }

    private static String kind(Topic topic) {
        return switch (topic) {
            case Topic.OfCheck check -> "";
            case Topic.OfInjection injection -> "injected: ";
        };
    }

    private int explain(String wanted) {
        List<Topic> found =
                Topic.all().stream().filter(topic -> topic.id().equals(wanted)).toList();
        if (found.isEmpty()) {
            terminal.problem(unknown(wanted));
            return ExitCode.UNJUDGED.code();
        }
        terminal.out().print(found.stream().map(Topic::text).collect(Collectors.joining("\n")));
        return ExitCode.ADMITTED.code();
    }

    private static Problem unknown(String wanted) {
        List<String> nearest =
                Nearest.to(wanted, Topic.all().stream().map(Topic::id).toList());
        return new Problem(
                "",
                "unknown check \"" + wanted + "\"",
                (nearest.isEmpty() ? "" : "did you mean " + String.join(" or ", nearest) + "? ")
                        + "sudosafe explain lists all");
    }

    /// What a shell offers.
    static final class Ids implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Topic.all().stream().map(Topic::id).distinct().iterator();
        }
    }
}
