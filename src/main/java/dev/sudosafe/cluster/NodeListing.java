package dev.sudosafe.cluster;

import dev.sudosafe.facts.KnownNodes;
import dev.sudosafe.facts.Nodes;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The nodes and runtime classes of a cluster, read once.
public final class NodeListing {

    private static final long PAGE = 500;

    private NodeListing() {}

    /// Of the cluster that the kubeconfig names. Waits for its answer, and says why there is none.
    public static Nodes read() {
        return read(() -> Config.autoConfigure(null));
    }

    static Nodes read(Supplier<Config> config) {
        Config found;
        try {
            found = config.get();
        } catch (RuntimeException e) {
            return new Nodes.Unknown("the kubeconfig cannot be used: " + Failure.detail(e));
        }
        try (KubernetesClient client = Connection.open(found)) {
            return new KnownNodes(
                    list(client, Kind.NODES, NodeReader::read),
                    list(client, Kind.RUNTIME_CLASSES, RuntimeClassReader::read));
        } catch (RuntimeException e) {
            return new Nodes.Unknown("%s: %s".formatted(found.getMasterUrl(), Failure.why(e)));
        }
    }

    /// A page at a time, so that thousands of nodes with all their fields are never in memory at once.
    private static <T> List<T> list(KubernetesClient client, Kind kind, Function<GenericKubernetesResource, T> reader) {
        List<T> all = new ArrayList<>();
        String next = null;
        do {
            GenericKubernetesResourceList page = page(client, kind, next);
            page.getItems().stream().map(reader).forEach(all::add);
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return all;
    }

    private static GenericKubernetesResourceList page(KubernetesClient client, Kind kind, @Nullable String next) {
        return client.genericKubernetesResources(kind.definition())
                .list(new ListOptionsBuilder()
                        .withLimit(PAGE)
                        .withContinue(next)
                        .build());
    }
}
