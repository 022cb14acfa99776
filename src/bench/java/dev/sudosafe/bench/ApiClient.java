package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// The API server over one connection that is kept, without kubectl in between.
record ApiClient(HttpClient client, URI base) implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    static ApiClient of(Path kubeconfig) throws IOException {
        Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
        try {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(SSLUtils.sslContext(config))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            return new ApiClient(client, URI.create(config.getMasterUrl()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /// @throws IllegalStateException if the pod would not be created
    JsonNode dryRun(JsonNode pod, String namespace) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        base.resolve("/api/v1/namespaces/%s/pods?dryRun=All".formatted(namespace)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(pod.toString()))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode object = JSON.readTree(answer.body());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("in %s: %s".formatted(namespace, object));
            }
            return object;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
