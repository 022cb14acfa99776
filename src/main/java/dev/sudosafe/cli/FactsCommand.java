package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Problem;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.facts.KnownNodes;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.placement.FactsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sudosafe facts`.
@Command(
        name = "facts",
        description = "Shows which node of a cluster can run which isolation of a profile, and why not.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nWhich cluster:%n",
        footer = {
            "  The one of the kubeconfig that kubectl would use: $KUBECONFIG, else ~/.kube/config. Nodes and",
            "  runtime classes are read, and nothing is written."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the nodes are shown", "2:a profile, or the cluster, cannot be read"})
final class FactsCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Supplier<Nodes> cluster;

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

    FactsCommand(Terminal terminal, Supplier<Nodes> cluster) {
        this.terminal = terminal;
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        ProfileFiles files = ProfileFiles.read(profiles, new InputReader(terminal.in()));
        if (!files.problems().isEmpty()) {
            files.problems().forEach(terminal::note);
            return ExitCode.UNJUDGED.code();
        }
        return switch (cluster.get()) {
            case Nodes.Unknown(String why) -> {
                terminal.problem(new Problem("", "no cluster: " + why, "set KUBECONFIG, or try kubectl get nodes"));
                yield ExitCode.UNJUDGED.code();
            }
            case KnownNodes nodes -> {
                terminal.out().print(rendered(nodes, files));
                yield ExitCode.ADMITTED.code();
            }
        };
    }

    private String rendered(KnownNodes nodes, ProfileFiles files) {
        FactsReport report = new FactsReport(
                nodes, files.reviewers().stream().map(Reviewer::profile).toList());
        return switch (format) {
            case text -> report.text();
            case json -> report.json();
        };
    }
}
