package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The API server over plain HTTP by `kubectl proxy`, for thousands of requests where a kubectl each would take
/// minutes.
public final class ApiProxy implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Starting to serve on (\\S+)");

    private final Process process;
    // The proxy takes the offer of HTTP/2, which the JDK makes otherwise, for a WebSocket.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    private ApiProxy(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    public static ApiProxy start(Kubectl kubectl) {
        ProcessBuilder builder = new ProcessBuilder(
                kubectl.binary().toString(),
                "--kubeconfig",
                kubectl.kubeconfig().toString(),
                "proxy",
                "--port=0");
        try {
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            BufferedReader out = process.inputReader();
            Matcher address = ADDRESS.matcher(String.valueOf(out.readLine()));
            if (!address.find()) {
                process.destroy();
                throw new IllegalStateException("kubectl proxy did not start");
            }
            return new ApiProxy(process, "http://" + address.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks the API server to create the pod, without doing so.
    public HttpResponse<String> dryRun(JsonNode pod, String namespace) {
        return post("/api/v1/namespaces/%s/pods?dryRun=All&fieldValidation=Strict".formatted(namespace), pod);
    }

    HttpResponse<String> post(String path, JsonNode object) {
        return request("POST", path, object);
    }

    /// @throws IllegalStateException if it is not created
    void create(String path, JsonNode object) {
        HttpResponse<String> response = post(path, object);
        if (response.statusCode() != 201) {
            throw new IllegalStateException(path + ": " + response.body());
        }
    }

    /// What the API server has at a path.
    JsonNode get(String path) {
        return Cluster.json(
                send(HttpRequest.newBuilder(URI.create(url + path)).build()).body());
    }

    /// The groups of resources below `/api` or `/apis`.
    JsonNode discovery(String root) {
        return Cluster.json(send(HttpRequest.newBuilder(URI.create(url + root))
                        .header("Accept", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
                        .build())
                .body());
    }

    HttpResponse<String> request(String method, String path, JsonNode body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
    }
}
