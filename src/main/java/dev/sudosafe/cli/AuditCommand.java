package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.audit.Audit;
import dev.sudosafe.audit.Survey;
import dev.sudosafe.cluster.Inventory;
import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.dryrun.JsonReport;
import dev.sudosafe.dryrun.Palette;
import dev.sudosafe.dryrun.Problem;
import dev.sudosafe.engine.Reviewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sudosafe audit`.
@Command(
        name = "audit",
        description = "Tells which workspace pods that run in a cluster would be refused today, and why.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nWhich cluster:%n",
        footer = {
            "  The one of the kubeconfig that kubectl would use: $KUBECONFIG, else ~/.kube/config. Pods, namespaces",
            "  and what stands behind claims and nodes are read, and nothing is written.",
            "",
            "JSON output:",
            "  An array with an element for each refused pod: namespace, name, uid, profile,",
            "  findings[{check, path, reason, remedy, url}]."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all would be admitted",
            "1:one would be refused",
            "2:a profile, or the cluster, cannot be read"
        })
final class AuditCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<ProfileFiles> files = options.read(terminal);
        if (files.isEmpty()) {
            return ExitCode.UNJUDGED.code();
        }
        try (LiveCluster cluster = new LiveCluster()) {
            cluster.start();
            awaitKnown(cluster);
            return audit(cluster, files.get()).code();
        }
    }

    private ExitCode audit(LiveCluster cluster, ProfileFiles files) {
        Optional<Inventory> inventory = cluster.inventory();
        if (inventory.isEmpty()) {
            return unreadable("the kubeconfig cannot be used");
        }
        List<Reviewer> reviewers = files.profiles().byFile().values().stream()
                .map(profile -> new Reviewer(profile, cluster::facts))
                .toList();
        Audit audit = new Audit();
        try {
            Survey.ofPods(inventory.get(), reviewers).tell(audit);
        } catch (Inventory.UnreadableException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
        switch (options.format()) {
            case text -> printText(audit);
            case json -> terminal.out().print(json(audit).toPrettyString() + "\n");
        }
        return audit.refused().findAny().isPresent() ? ExitCode.DENIED : ExitCode.ADMITTED;
    }

    private ExitCode unreadable(String why) {
        terminal.problem(new Problem("", "no cluster: " + why, "set KUBECONFIG, or try kubectl get pods -A"));
        return ExitCode.UNJUDGED;
    }

    /// What stays unknown is judged as such: a claim that cannot be looked up is a finding.
    private static void awaitKnown(LiveCluster cluster) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (cluster.synced().containsValue(false) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }

    private void printText(Audit audit) {
        audit.refused().forEach(refused -> {
            terminal.out().print(terminal.palette().paint(Palette.Colour.RED, "refused") + "  ");
            terminal.print("Pod %s/%s (profile %s)"
                    .formatted(
                            namespace(refused),
                            name(refused),
                            refused.decision().profile()));
            refused.findings().forEach(finding -> {
                terminal.print("    " + finding.reason());
                terminal.print("        " + finding.remedy() + "; see "
                        + finding.check().url());
            });
        });
        int admitted = audit.namespaces().values().stream()
                .mapToInt(Audit.Standing::admitted)
                .sum();
        terminal.print("%d would be admitted, %d refused"
                .formatted(admitted, audit.refused().count()));
    }

    private static ArrayNode json(Audit audit) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        audit.refused().forEach(refused -> {
            ObjectNode pod = array.addObject()
                    .put("namespace", namespace(refused))
                    .put("name", name(refused))
                    .put("uid", refused.pod().path("uid").asText())
                    .put("profile", refused.decision().profile());
            ArrayNode findings = pod.putArray("findings");
            refused.findings()
                    .forEach(finding -> JsonReport.describe(findings.addObject(), finding)
                            .put("url", finding.check().url()));
        });
        return array;
    }

    private static String namespace(Audit.Refused refused) {
        return refused.pod().path("namespace").asText();
    }

    private static String name(Audit.Refused refused) {
        return refused.pod().path("name").asText();
    }
}
