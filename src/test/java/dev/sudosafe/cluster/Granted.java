package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the chart grants to the process, and nothing else.
public final class Granted {

    private static final Pattern KINDS = Pattern.compile("(?m)^kind: (ServiceAccount|(Cluster)?Role(Binding)?|Lease)$");

    private static final Map<ApiServer, JsonNode> CONNECTIONS = new ConcurrentHashMap<>();

    private Granted() {}

    /// Makes the chart's service account with the chart's roles.
    public static void install(ApiServer apiServer) {
        install(apiServer, "{}");
    }

    /// The same with these values.
    static void install(ApiServer apiServer, String values) {
        String rendered = Arrays.stream(Chart.render(values).split("(?m)^---\\s*$"))
                .filter(document -> KINDS.matcher(document).find())
                .collect(Collectors.joining("---\n"));
        apiServer.kubectl().run("create", "namespace", Chart.NAMESPACE).require();
        apiServer.kubectl().withInput(rendered, "apply", "-f", "-").require();
    }

    /// The port that the API server listens on.
    static int port(ApiServer apiServer) {
        return port(connection(apiServer));
    }

    /// A kubeconfig of a service account.
    ///
    /// @param port through which the API server is reached
    static String kubeconfig(ApiServer apiServer, String account, int port) {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
                users: [{name: test, user: {token: %s}}]
                """.formatted(port, authority(connection(apiServer)), token(apiServer, account));
    }

    /// What a process finds in a pod of the chart's service account, for its environment.
    public static Map<String, String> inPod(ApiServer apiServer) throws IOException {
        JsonNode connection = connection(apiServer);
        Path folder = Files.createDirectories(apiServer.folder().resolve("serviceaccount"));
        Path token = Files.writeString(folder.resolve("token"), token(apiServer, "sudosafe"));
        Path authority =
                Files.write(folder.resolve("ca.crt"), Base64.getDecoder().decode(authority(connection)));
        return Map.of(
                "KUBERNETES_SERVICE_HOST", "127.0.0.1",
                "KUBERNETES_SERVICE_PORT", Integer.toString(port(connection)),
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
                "KUBERNETES_CERTS_CA_FILE", authority.toString(),
                // Who runs this may have one.
                "KUBERNETES_AUTH_TRYKUBECONFIG", "false");
    }

    /// Starts a process that is granted just that, and waits until it has looked the cluster up, or may not.
    ///
    /// @param more what else is in its environment
    static SudosafeProcess start(ApiServer apiServer, Map<String, String> more) throws IOException {
        return lookingUp(SudosafeProcess.start(environment(apiServer, more)));
    }

    /// The same as it is deployed, for measurements.
    static SudosafeProcess startWarm(ApiServer apiServer, Map<String, String> more) throws IOException {
        return lookingUp(SudosafeProcess.startWarm(environment(apiServer, more)));
    }

    private static Map<String, String> environment(ApiServer apiServer, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SUDOSAFE_CLUSTER_ENABLED", "true");
        environment.putAll(inPod(apiServer));
        return environment;
    }

    private static SudosafeProcess lookingUp(SudosafeProcess started) {
        SudosafeProcess.await("looking up", () -> !started.readiness().body().contains("are not read yet"));
        return started;
    }

    /// Of a service account in the chart's namespace, for an hour.
    static String token(ApiServer apiServer, String account) {
        return apiServer
                .kubectl()
                .run("create", "token", account, "-n", Chart.NAMESPACE)
                .require()
                .strip();
    }

    private static int port(JsonNode connection) {
        return URI.create(connection.path("server").asText()).getPort();
    }

    private static String authority(JsonNode connection) {
        return connection.path("certificate-authority-data").asText();
    }

    private static JsonNode connection(ApiServer apiServer) {
        return CONNECTIONS.computeIfAbsent(
                apiServer,
                server -> Cluster.json(server.kubectl()
                                .run("config", "view", "--raw", "--flatten", "-o", "json")
                                .require())
                        .at("/clusters/0/cluster"));
    }
}
