package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.Optional;

/// Writes objects of ours to the cluster, by the paths of the API. What the API server does not allow is a
/// {@link KubernetesClientException}.
public final class Store {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    Store(KubernetesClient client) {
        this.client = client;
    }

    /// Why a call has failed, as a user may read it.
    public static String why(RuntimeException failure) {
        return Failure.why(failure);
    }

    /// @param path of an object
    public Optional<JsonNode> get(String path) {
        return Optional.ofNullable(client.raw(path)).map(Store::tree);
    }

    /// Whether the API server has a version of a group, such as `openreports.io/v1alpha1`.
    public boolean serves(String groupVersion) {
        return client.raw("/apis/" + groupVersion) != null;
    }

    /// Writes an object in the place of the one with its name, if there is such a one.
    ///
    /// @param path of its collection
    public void put(String path, ObjectNode object) {
        String own = path + "/" + object.at("/metadata/name").asText();
        Optional<JsonNode> present = get(own);
        if (present.isPresent()) {
            ((ObjectNode) object.get("metadata"))
                    .set("resourceVersion", present.get().at("/metadata/resourceVersion"));
            client.raw(own, "PUT", object);
        } else {
            client.raw(path, "POST", object);
        }
    }

    /// Writes an object if there is none with its name.
    ///
    /// @param path of its collection
    /// @return whether there was none
    public boolean create(String path, ObjectNode object) {
        return succeeds(() -> client.raw(path, "POST", object));
    }

    /// Writes an object in the place of the one that it was made of.
    ///
    /// @param path of the object
    /// @return whether nobody else has changed it
    public boolean replace(String path, ObjectNode object) {
        return succeeds(() -> client.raw(path, "PUT", object));
    }

    /// Does nothing if it is not there.
    ///
    /// @param path of an object
    public void delete(String path) {
        if (get(path).isPresent()) {
            client.raw(
                    path,
                    "DELETE",
                    JSON.createObjectNode().put("apiVersion", "v1").put("kind", "DeleteOptions"));
        }
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
