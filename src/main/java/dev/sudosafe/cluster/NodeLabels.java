package dev.sudosafe.cluster;

import dev.sudosafe.facts.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps the label of user namespaces on nodes as their runtime handlers are. Every replica does so: they know the
/// same,
/// so the second one finds nothing to do, or sends a patch that changes nothing.
final class NodeLabels implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(NodeLabels.class.getName());

    private static final String SET =
            "{\"metadata\": {\"labels\": {\"%s\": \"true\"}}}".formatted(Node.USER_NAMESPACES);
    private static final String REMOVE = "{\"metadata\": {\"labels\": {\"%s\": null}}}".formatted(Node.USER_NAMESPACES);

    /// Answers that speak of one node: gone, changed just now, refused by someone's rule.
    private static final Set<Integer> OF_ONE_NODE = Set.of(404, 409, 422);

    private final Known<Node> nodes;
    private final KubernetesClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("node-labels").factory());
    private @Nullable String logged;

    NodeLabels(Known<Node> nodes, KubernetesClient client) {
        this.nodes = nodes;
        this.client = client;
    }

    void start() {
        var _ = clock.scheduleWithFixedDelay(this::update, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /// Ends early where the next node would fare no better.
    private void update() {
        if (nodes.gap().isEmpty()) {
            var _ = nodes.all().filter(NodeLabels::isWrong).allMatch(this::correct);
        }
    }

    /// A node that is not ready keeps what it has: while its kubelet starts, it tells of no handlers.
    private static boolean isWrong(Node node) {
        return node.ready() && node.hasUserNamespaces() != node.isLabelled();
    }

    private boolean correct(Node node) {
        try {
            client.genericKubernetesResources(Kind.NODES.definition())
                    .withName(node.name())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), node.hasUserNamespaces() ? SET : REMOVE);
            logged = null;
            return true;
        } catch (KubernetesClientException e) {
            log(node, e);
            return OF_ONE_NODE.contains(e.getCode());
        } catch (RuntimeException e) {
            // The clock would not call again after one that gets through.
            log(node, e);
            return false;
        }
    }

    /// Once, however often the same happens.
    private void log(Node node, RuntimeException e) {
        String detail = Failure.detail(e);
        if (!detail.equals(logged)) {
            logged = detail;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "node {0} cannot be labelled, will try again: {1}",
                    node.name(),
                    detail);
        }
    }
}
