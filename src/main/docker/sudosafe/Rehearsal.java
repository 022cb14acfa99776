import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.zjsonpatch.JsonPatch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import java.net.Socket;

/// Starts the process as the chart does and gives it a day's work in some seconds, so that the JVM can record what it
/// needs: reviews through both doors, probes, scrapes, a cluster to watch, a change of profile and of certificate.
///
///     java -cp LIBRARIES Rehearsal.java PODS COMMAND...
///
/// PODS is a folder of pods as JSON. Ends with the process' status.
public final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// So many that the JVM knows from the record what an hour's load would have it compile.
    private static final int ROUNDS = 3000;

    /// Two for each event loop.
    private static final int CALLERS = 4;

    private static final int NEW_CONNECTIONS = 50;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "rehearsal";

    private static final String OBJECTS = """
            {"kind": "List", "apiVersion": "v1", "metadata": {"resourceVersion": "1"},
            "items": [{"metadata": {"name": "rehearsal", "namespace": "default", "uid": "1", "resourceVersion": "1"}}]}
            """;

    private static final String PROFILE = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: %s}
            spec: {%s}
            """;

    private final Path folder;
    private final List<JsonNode> pods;
    private final Vertx vertx;
    private final int port = freePort();
    private final int management = freePort();

    private Rehearsal(Path folder, List<JsonNode> pods, Vertx vertx) throws IOException {
        this.folder = folder;
        this.pods = pods;
        this.vertx = vertx;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("sudosafe-rehearsal");
        Vertx vertx = Vertx.vertx();
        try {
            Rehearsal rehearsal = new Rehearsal(folder, pods(Path.of(arguments[0])), vertx);
            System.exit(rehearsal.run(List.of(arguments).subList(1, arguments.length)));
        } finally {
            // Its threads would outlive an exception.
            vertx.close();
            delete(folder);
        }
    }

    private int run(List<String> command) throws Exception {
        Files.createDirectory(folder.resolve("profiles"));
        profile("default", "");
        profile("milder", "policy: {checks: {host-ports: Warn}}");
        certificate();
        Files.writeString(folder.resolve("token"), "t");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment());
        builder.environment().putAll(serviceAccount(cluster()));
        Process process = builder.start();
        try {
            work(process);
        } catch (Exception e) {
            System.err.println(Files.readString(folder.resolve("log")));
            throw e;
        } finally {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        // Ended by SIGTERM, as a pod is.
        return process.exitValue() == 143 ? 0 : process.exitValue();
    }

    private void work(Process process) throws Exception {
        try (HttpClient kept = client()) {
            await(process, () -> probe(kept, "/q/health/ready").contains("\"persistentvolumes\": \"1 known"));
            probe(kept, "/q/health/started");
            probe(kept, "/q/health/live");
            probe(kept, "/q/metrics");
            reviewsByAll(kept);
            profile("milder", "sudo: Forbidden, policy: {checks: {host-ports: Warn}}");
            certificate();
            // Until both have been noticed.
            Thread.sleep(Duration.ofMillis(2500));
            reviews(kept, 10);
            probe(kept, "/q/metrics");
        }
        for (int connection = 0; connection < NEW_CONNECTIONS; connection++) {
            try (HttpClient fresh = client()) {
                reviews(fresh, 1);
            }
        }
    }

    /// Each pod through both doors of both profiles.
    private void reviews(HttpClient client, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (JsonNode pod : pods) {
                throughBothDoors(client, "default", pod);
                throughBothDoors(client, "milder", pod);
            }
        }
    }

    private static List<JsonNode> pods(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<JsonNode> pods = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
                pods.add(JSON.readTree(file.toFile()));
            }
            return pods;
        }
    }

    /// What the mutating door makes of the pod goes to the validating one.
    private void throughBothDoors(HttpClient client, String profile, JsonNode pod) throws Exception {
        JsonNode answer = JSON.readTree(post(client, "mutate/" + profile, review(pod)));
        JsonNode patch = answer.at("/response/patch");
        JsonNode mutated = patch.isMissingNode() ? pod : JsonPatch.apply(JSON.readTree(patch.binaryValue()), pod);
        post(client, "validate/" + profile, review(mutated));
    }

    private void reviewsByAll(HttpClient client) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Void>> calls = Collections.nCopies(CALLERS, () -> {
                reviews(client, ROUNDS / CALLERS);
                return null;
            });
            for (Future<Void> call : callers.invokeAll(calls)) {
                call.get();
            }
        }
    }

    private static String review(JsonNode pod) {
        return """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{
                "uid":"0df28fbd-5f5f-11e8-bc74-36e6bb280816","kind":{"group":"","version":"v1","kind":"Pod"},
                "resource":{"group":"","version":"v1","resource":"pods"},"namespace":"workspaces","operation":"CREATE",
                "userInfo":{"username":"system:serviceaccount:kube-system:replicaset-controller"},
                "object":%s,"oldObject":null,"dryRun":false,"options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}}}
                """.formatted(pod);
    }

    private String post(HttpClient client, String path, String review) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(review))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /// Its answer, or nothing unless that is 200.
    private String probe(HttpClient client, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + management + path);
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_SSL_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(management)),
                Map.entry("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"),
                Map.entry("SUDOSAFE_PROFILES", folder.resolve("profiles").toString()),
                Map.entry("SUDOSAFE_TLS_CERTIFICATE", folder.resolve("tls.crt").toString()),
                Map.entry("SUDOSAFE_TLS_KEY", folder.resolve("tls.key").toString()),
                Map.entry("SUDOSAFE_CLUSTER_ENABLED", "true"),
                Map.entry("SUDOSAFE_CLUSTER_WEBHOOK_CONFIGURATION", "sudosafe"),
                Map.entry("SUDOSAFE_DRY_RUN_ENABLED", "true"),
                Map.entry("SUDOSAFE_AUDIT_ENABLED", "true"));
    }

    /// As in a pod: a kubeconfig would have the client load the classes of all its thousand kinds.
    private Map<String, String> serviceAccount(int clusterPort) {
        return Map.of(
                "KUBERNETES_SERVICE_HOST", "127.0.0.1",
                "KUBERNETES_SERVICE_PORT", Integer.toString(clusterPort),
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", folder.resolve("token").toString(),
                "KUBERNETES_CERTS_CA_FILE", folder.resolve("tls.crt").toString(),
                "KUBERNETES_AUTH_TRYKUBECONFIG", "false");
    }

    private void profile(String name, String spec) throws IOException {
        Files.writeString(folder.resolve("profiles/" + name + ".yaml"), PROFILE.formatted(name, spec));
    }

    private void certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Files.deleteIfExists(store);
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-alias", "tls", "-keyalg", "EC", "-groupname", "secp256r1",
                        "-dname", "CN=rehearsal", "-ext", "SAN=ip:127.0.0.1", "-validity", "365",
                        "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        pem("tls.key", "PRIVATE KEY", keys.getKey("tls", PASSWORD.toCharArray()).getEncoded());
        pem("tls.crt", "CERTIFICATE", keys.getCertificate("tls").getEncoded());
    }

    private void pem(String file, String kind, byte[] bytes) throws IOException {
        Files.writeString(folder.resolve(file), "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)));
    }

    /// An API server, with HTTP/2 as a real one: each list has one object, each watch stays open.
    ///
    /// @return its port
    private int cluster() throws Exception {
        PemKeyCertOptions pair = new PemKeyCertOptions()
                .addCertPath(folder.resolve("tls.crt").toString())
                .addKeyPath(folder.resolve("tls.key").toString());
        HttpServerOptions options =
                new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(pair);
        return vertx.createHttpServer(options)
                .requestHandler(Rehearsal::answer)
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static void answer(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/json");
        if ("true".equals(request.getParam("watch"))) {
            request.response().setChunked(true).writeHead();
        } else {
            request.response().end(OBJECTS);
        }
    }

    private static HttpClient client() throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new javax.net.ssl.TrustManager[] {new Anybody()}, null);
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Process process, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (java.net.ConnectException e) {
                // Not yet.
            }
            Thread.sleep(20);
        }
        throw new IOException(
                "the process " + (process.isAlive() ? "is not ready, or has not read the cluster" : "has ended"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Of a certificate that was made just now.
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
