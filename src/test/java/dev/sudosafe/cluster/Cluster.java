package dev.sudosafe.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real API server with sudosafe's webhooks installed from the chart, and the process that they lead to.
public final class Cluster implements AutoCloseable {

    /// The chart's own profiles.
    public static final String DEFAULT_PROFILES = "- name: default\n";

    /// As clusters have them, so that nothing here works only for want of them: these fields appear in every pod.
    private static final String GLOBAL_DEFAULT_PRIORITY = """
            apiVersion: scheduling.k8s.io/v1
            kind: PriorityClass
            metadata: {name: ordinary}
            value: 100
            globalDefault: true
            """;

    private static final String NAMESPACE = """
            {apiVersion: v1, kind: Namespace, metadata: {name: %1$s, labels: {%2$s}}}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: %1$s}}
            ---
            apiVersion: v1
            kind: LimitRange
            metadata: {name: limits, namespace: %1$s}
            spec:
              limits:
              - type: Container
                default: {cpu: 500m, memory: 256Mi}
                defaultRequest: {cpu: 10m, memory: 16Mi}
            """;

    private final ApiServer apiServer;
    private final SudosafeProcess sudosafe;

    private Cluster(ApiServer apiServer, SudosafeProcess sudosafe) {
        this.apiServer = apiServer;
        this.sudosafe = sudosafe;
    }

    /// Installs the chart's webhooks and policies for a running process.
    ///
    /// @param profiles the chart's value `profiles` as YAML
    public static Cluster install(ApiServer apiServer, SudosafeProcess sudosafe, String profiles) {
        return install(apiServer, sudosafe, profiles, "{}");
    }

    /// @param profiles the chart's value `profiles` as YAML
    /// @param policies the chart's value `policies` as YAML
    static Cluster install(ApiServer apiServer, SudosafeProcess sudosafe, String profiles, String policies) {
        Cluster cluster = new Cluster(apiServer, sudosafe);
        globalDefaultPriority(apiServer.kubectl());
        cluster.upgrade(profiles, policies);
        return cluster;
    }

    /// As `helm upgrade` with other values, but that what the chart no longer has stays.
    ///
    /// @param profiles the chart's value `profiles` as YAML
    /// @param policies the chart's value `policies` as YAML
    void upgrade(String profiles, String policies) {
        apply(Chart.admission(sudosafe.url(), sudosafe.caBundle(), profiles, policies))
                .require();
    }

    public Kubectl kubectl() {
        return apiServer.kubectl();
    }

    public SudosafeProcess sudosafe() {
        return sudosafe;
    }

    /// Makes a namespace with a LimitRange, and with the service account that the controller manager, which does not
    /// run here, would make.
    public void namespace(String name, String... labels) {
        namespace(kubectl(), name, labels);
    }

    /// The same on an API server without our webhooks.
    public static void namespace(Kubectl kubectl, String name, String... labels) {
        String quoted = Stream.of(labels)
                .map(label -> label.replaceFirst("=(.*)", ": '$1'"))
                .collect(Collectors.joining(", "));
        kubectl.create(NAMESPACE.formatted(name, quoted)).require();
    }

    public static void globalDefaultPriority(Kubectl kubectl) {
        kubectl.withInput(GLOBAL_DEFAULT_PRIORITY, "apply", "-f", "-").require();
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

    /// How often the API server has called a webhook and had an answer.
    int calls(String webhook) {
        String metric = "apiserver_admission_webhook_request_total\\{code=\"200\",name=\"%s\"[^}]*} (\\d+)"
                .formatted(Pattern.quote(webhook));
        return Pattern.compile(metric)
                .matcher(kubectl().run("get", "--raw", "/metrics").require())
                .results()
                .mapToInt(call -> Integer.parseInt(call.group(1)))
                .sum();
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Ends the process. The API server stays.
    @Override
    public void close() {
        sudosafe.close();
    }
}
