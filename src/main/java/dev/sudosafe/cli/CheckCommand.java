package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Doors;
import dev.sudosafe.dryrun.Judge;
import dev.sudosafe.dryrun.Outcome;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sudosafe check`.
@Command(
        name = "check",
        description = "Judges pods as the cluster would: injects, then validates what comes out.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nWhat is judged:%n",
        footer = {
            "  Pods, items of Lists, and the pod templates of Deployments, StatefulSets, DaemonSets,",
            "  ReplicaSets, ReplicationControllers, Jobs, CronJobs and PodTemplates. Other kinds are skipped.",
            "  What names no namespace is taken to be in \"default\".",
            "",
            "JSON output:",
            "  An array with an element for each object: file, line and column (from 1), index (in the file,",
            "  from 0; items of Lists count one by one), kind, namespace, name, profile, verdict (admitted,",
            "  denied, skipped), warnings[], findings[{check, line, column, path, reason, remedy, url}]. What is",
            "  skipped has a reason; what could not be judged has the verdict \"error\" and one more field,",
            "  error. Texts that are unknown are null.",
            "",
            "SARIF and JUnit output:",
            "  For code hosts and build servers. In SARIF 2.1.0 a finding is a result with file, line and",
            "  column, and what could not be judged a notification; in JUnit's XML a file is a suite and an",
            "  object a test. Name files by paths relative to the repository, so that a code host finds them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all are admitted or skipped",
            "1:something is denied",
            "2:something could not be judged (bad file, profile or option, or a namespaceSelector that needs"
                    + " unknown labels), whatever became of the rest"
        })
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = "--validate-only",
            description = "Do not inject: judge pods as they are, for pods that were injected already.")
    private boolean validateOnly;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.text;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Inputs.use(input, terminal, this::report);
    }

    private ExitCode report(Inputs.Ready inputs) {
        Judge judge = new Judge(inputs.chooser(), validateOnly ? Doors.VALIDATING : Doors.BOTH);
        List<Outcome> outcomes = inputs.readings().stream().map(judge::judge).toList();
        outcomes.stream()
                .flatMap(outcome -> outcome.judgement().problems().stream())
                .forEach(terminal::problem);
        terminal.out().print(format.render(outcomes, terminal));
        return outcomes.stream()
                .map(outcome -> ExitCode.of(outcome.judgement()))
                .reduce(ExitCode.ADMITTED, ExitCode::or);
    }
}
