package dev.sudosafe.cluster;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.facts.Node;
import dev.sudosafe.facts.RuntimeClass;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The cluster as informers see it. Another kind to look up is a field here and a rule in the chart's ClusterRole.
public final class LiveCluster implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LiveCluster.class.getName());

    private final Watched<Claim> claims = new Watched<>(Kind.CLAIMS, Claim::read);
    private final Watched<Volume> volumes = new Watched<>(Kind.VOLUMES, Volume::read);
    private final Watched<StorageClass> classes = new Watched<>(Kind.STORAGE_CLASSES, StorageClass::read);
    private final Watched<CsiDriver> drivers = new Watched<>(Kind.CSI_DRIVERS, CsiDriver::read);
    private final Watched<Node> nodes = new Watched<>(Kind.NODES, NodeReader::read);
    private final Watched<RuntimeClass> runtimeClasses = new Watched<>(Kind.RUNTIME_CLASSES, RuntimeClassReader::read);

    private final List<Watched<?>> all = List.of(claims, volumes, classes, drivers, nodes, runtimeClasses);
    private final ClaimLookup claimLookup = new ClaimLookup(claims, volumes, classes, drivers);
    private final NodeLookup nodeLookup = new NodeLookup(nodes, runtimeClasses);
    private volatile @Nullable KubernetesClient client;
    private @Nullable NodeLabels labels;
    private volatile @Nullable WebhookConfigurations webhooks;
    private boolean closed;

    /// Starts to watch the cluster of the kubeconfig, or the one that the process runs in, and returns before anything
    /// is known. What fails is tried again, for good.
    public void start() {
        start(() -> Config.autoConfigure(null));
    }

    synchronized void start(Supplier<Config> config) {
        if (client != null || closed) {
            return;
        }
        try {
            KubernetesClient opened = Connection.open(config.get());
            client = opened;
            all.forEach(watched -> watched.start(opened));
        } catch (RuntimeException e) {
            // Such as a kubeconfig with a broken certificate.
            LOG.log(System.Logger.Level.ERROR, "the cluster cannot be watched", e);
            all.forEach(Watched::giveUp);
        }
    }

    /// From now on writes on each node whether it has user namespaces. Needs leave to patch nodes.
    public synchronized void labelNodes() {
        KubernetesClient opened = client;
        if (opened != null && labels == null && !closed) {
            labels = new NodeLabels(nodes, opened);
            labels.start();
        }
    }

    /// From now on reads what the API server trusts our doors by. Needs leave to get both webhook configurations.
    ///
    /// @param name of both
    public synchronized void readWebhookConfigurations(String name) {
        KubernetesClient opened = client;
        if (opened != null && webhooks == null && !closed) {
            WebhookConfigurations read = new WebhookConfigurations(name, opened);
            webhooks = read;
            read.start();
        }
    }

    public CaBundles caBundles() {
        WebhookConfigurations read = webhooks;
        return read == null ? new CaBundles.Unknown("the webhook configurations are not looked up") : read.known();
    }

    /// Asks the API server who a bearer token is of, and what its owner may; waits for its answer.
    ///
    /// @param audiences what the token must be meant for, one of them; the API server itself if there are none
    public Access review(String token, Set<String> audiences, AccessTo what) {
        KubernetesClient opened = client;
        return opened == null
                ? new Access.Unknown("sudosafe has no connection to the API server")
                : new AccessReviews(opened).review(token, audiences, what);
    }

    /// What is in the cluster; empty while there is no connection.
    public Optional<Inventory> inventory() {
        return Optional.ofNullable(client).map(Inventory::new);
    }

    /// Where objects of ours are written; empty while there is no connection.
    public Optional<Store> store() {
        return Optional.ofNullable(client).map(Store::new);
    }

    /// The labels of a namespace, if there is such a one and the API server tells; waits for its answer.
    public Optional<Map<String, String>> namespaceLabels(String name) {
        KubernetesClient opened = client;
        return opened == null ? Optional.empty() : new NamespaceLabels(opened).of(name);
    }

    /// What is known now. Of nodes and runtime classes it stays as it is, so that whoever asks twice in one review is
    /// answered the same.
    public ClusterFacts facts() {
        return new ClusterFacts(claimLookup, nodeLookup.now());
    }

    /// How it stands with each kind, by its plural name.
    public SortedMap<String, String> state() {
        SortedMap<String, String> state = new TreeMap<>();
        all.forEach(watched -> state.put(watched.plural(), watched.state()));
        return state;
    }

    /// Whether each kind is known as it is now, by its plural name.
    public SortedMap<String, Boolean> synced() {
        SortedMap<String, Boolean> synced = new TreeMap<>();
        all.forEach(watched -> synced.put(watched.plural(), watched.gap().isEmpty()));
        return synced;
    }

    @Override
    public synchronized void close() {
        closed = true;
        WebhookConfigurations read = webhooks;
        if (read != null) {
            read.close();
        }
        if (labels != null) {
            labels.close();
        }
        all.forEach(Watched::close);
        if (client != null) {
            client.close();
        }
    }
}
