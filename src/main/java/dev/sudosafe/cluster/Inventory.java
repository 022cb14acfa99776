package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What is in the cluster, read from the API server a page at a time: ten thousand pods with all their fields are never
/// in memory at once. Needs leave to list what is read.
public final class Inventory {

    private static final int PAGE = 250;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    /// The kinds of which pods are, or are made.
    public enum Kind {
        POD("v1", "Pod", "pods"),
        DEPLOYMENT("apps/v1", "Deployment", "deployments"),
        STATEFUL_SET("apps/v1", "StatefulSet", "statefulsets"),
        DAEMON_SET("apps/v1", "DaemonSet", "daemonsets"),
        REPLICA_SET("apps/v1", "ReplicaSet", "replicasets"),
        REPLICATION_CONTROLLER("v1", "ReplicationController", "replicationcontrollers"),
        JOB("batch/v1", "Job", "jobs"),
        CRON_JOB("batch/v1", "CronJob", "cronjobs"),
        POD_TEMPLATE("v1", "PodTemplate", "podtemplates");

        private final String apiVersion;
        private final String kind;
        private final String plural;

        Kind(String apiVersion, String kind, String plural) {
            this.apiVersion = apiVersion;
            this.kind = kind;
            this.plural = plural;
        }

        private String path() {
            return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion + "/" + plural;
        }

        /// The API server leaves kind and version out of the items of a list.
        private ObjectNode typed(ObjectNode item) {
            return item.put("apiVersion", apiVersion).put("kind", kind);
        }
    }

    /// Why something could not be read, as a user may read it.
    public static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1;

        UnreadableException(String what, Throwable cause) {
            super("%s cannot be listed: %s".formatted(what, Failure.why(cause)), cause);
        }
    }

    /// Does something with an inventory.
    public interface Reader<T> {
        T read(Inventory inventory) throws UnreadableException;
    }

    Inventory(KubernetesClient client) {
        this.client = client;
    }

    /// Of the cluster that the kubeconfig names.
    public static <T> T read(Reader<T> reader) throws UnreadableException {
        try (KubernetesClient client = Connection.open(Config.autoConfigure(null))) {
            return reader.read(new Inventory(client));
        }
    }

    /// The labels of each namespace.
    public Map<String, Map<String, String>> namespaces() throws UnreadableException {
        Map<String, Map<String, String>> labels = new TreeMap<>();
        each("/api/v1/namespaces", "namespaces", namespace -> {
            labels.put(namespace.at("/metadata/name").asText(), NamespaceLabels.labels(namespace));
            return true;
        });
        return labels;
    }

    /// Shows each object of a kind, in all namespaces.
    ///
    /// @param viewer answers whether to go on
    public void each(Kind kind, Predicate<ObjectNode> viewer) throws UnreadableException {
        each(kind.path(), kind.plural, item -> viewer.test(kind.typed(item)));
    }

    private void each(String path, String plural, Predicate<ObjectNode> viewer) throws UnreadableException {
        String next = "";
        do {
            JsonNode page = page(path, plural, next);
            for (JsonNode item : page.path("items")) {
                if (item instanceof ObjectNode object && !viewer.test(object)) {
                    return;
                }
            }
            next = page.at("/metadata/continue").asText();
        } while (!next.isEmpty());
    }

    private JsonNode page(String path, String plural, String next) throws UnreadableException {
        String query = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        try {
            String found = client.raw("%s?limit=%d%s".formatted(path, PAGE, query));
            return JSON.readTree(found == null ? "{}" : found);
        } catch (KubernetesClientException | IOException e) {
            throw new UnreadableException(plural, e);
        }
    }

    /// Pods first, as they are what runs.
    public static List<Kind> kinds() {
        return List.of(Kind.values());
    }
}
