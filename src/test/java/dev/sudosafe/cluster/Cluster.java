package dev.sudosafe.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;

/// A real API server with sudosafe's webhooks installed from the chart.
public final class Cluster implements AutoCloseable {

    /// The chart's own profiles.
    public static final String DEFAULT_PROFILES = "- name: default\n";

    private final ApiServer apiServer;
    private final SudosafeProcess sudosafe;

    private Cluster(ApiServer apiServer, SudosafeProcess sudosafe) {
        this.apiServer = apiServer;
        this.sudosafe = sudosafe;
    }

    /// Installs the chart's webhooks for a running process.
    ///
    /// @param profiles the chart's value `profiles` as YAML
    public static Cluster install(ApiServer apiServer, SudosafeProcess sudosafe, String profiles) {
        Cluster cluster = new Cluster(apiServer, sudosafe);
        cluster.apply(Chart.webhooks(sudosafe.url(), sudosafe.caBundle(), profiles))
                .require();
        return cluster;
    }

    public Kubectl kubectl() {
        return apiServer.kubectl();
    }

    public SudosafeProcess sudosafe() {
        return sudosafe;
    }

    /// Makes a namespace with the service account that the controller manager, which does not run here, would make.
    public void namespace(String name, String... labels) {
        kubectl().run("create", "namespace", name).require();
        kubectl().run("create", "serviceaccount", "default", "-n", name).require();
        for (String label : labels) {
            kubectl().run("label", "namespace", name, label).require();
        }
    }

    /// Applies a manifest, as the cluster's administrator or as whoever sends pods.
    public Output apply(String manifest, String... options) {
        return kubectl()
                .withInput(
                        manifest,
                        Stream.concat(Stream.of("apply", "-f", "-"), Stream.of(options))
                                .toArray(String[]::new));
    }

    /// The object as the API server has it.
    public JsonNode get(String kind, String name, String namespace) {
        return json(
                kubectl().run("get", kind, name, "-n", namespace, "-o", "json").require());
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        sudosafe.close();
        apiServer.close();
    }
}
