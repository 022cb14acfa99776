package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Problem;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.facts.KnownNodes;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.placement.FactsReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    FactsCommand(Terminal terminal, Supplier<Nodes> cluster) {
        this.terminal = terminal;
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        Optional<ProfileFiles> files = options.read(terminal);
        if (files.isEmpty()) {
            return ExitCode.UNJUDGED.code();
        }
        return switch (cluster.get()) {
            case Nodes.Unknown(String why) -> {
                terminal.problem(new Problem("", "no cluster: " + why, "set KUBECONFIG, or try kubectl get nodes"));
                yield ExitCode.UNJUDGED.code();
            }
            case KnownNodes nodes -> {
                terminal.out().print(rendered(nodes, files.get()));
                yield ExitCode.ADMITTED.code();
            }
        };
    }

    private String rendered(KnownNodes nodes, ProfileFiles files) {
        FactsReport report = new FactsReport(
                nodes, files.reviewers().stream().map(Reviewer::profile).toList());
        return switch (options.format()) {
            case text -> report.text();
            case json -> report.json();
        };
    }
}
