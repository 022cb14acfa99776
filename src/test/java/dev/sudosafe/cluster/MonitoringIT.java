package dev.sudosafe.cluster;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.ExpectedText;
import dev.sudosafe.web.DevelopmentCertificate;
import dev.sudosafe.web.DoorClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A real Prometheus scrapes a real API server and the process behind its webhooks, with our alerts loaded. First
/// nothing listens where the webhooks lead.
class MonitoringIT {

    private static final Path FILES = Path.of("helm/sudosafe/files/monitoring");
    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Pattern SELECTOR = Pattern.compile("(sudosafe|apiserver)_\\w+\\{[^}]*}");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    private static final String OLDER_POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: older, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
            spec: {containers: [{name: workspace, image: tools}]}
            """;

    @TempDir
    private static Path folder;

    private static DevelopmentCertificate certificate;
    private static ApiServer apiServer;
    private static SudosafeProcess sudosafe;
    private static DoorClient doors;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws IOException {
        certificate = DevelopmentCertificate.create(folder);
        apiServer = ApiServer.start();
        Granted.install(apiServer);
        Cluster.namespace(apiServer.kubectl(), "dev");
        apiServer.kubectl().withInput(OLDER_POD, "create", "-f", "-").require();
        webhooksLeadTo("https://127.0.0.1:1");
        sudosafe = SudosafeProcess.start(Map.of(
                "KUBECONFIG",
                kubeconfig(),
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                "true",
                "SUDOSAFE_AUDIT_ENABLED",
                "true",
                "SUDOSAFE_AUDIT_INTERVAL",
                "5s",
                "SUDOSAFE_CLUSTER_ENABLED",
                "true",
                "SUDOSAFE_CLUSTER_WEBHOOK_CONFIGURATION",
                "sudosafe",
                "SUDOSAFE_TLS_CERTIFICATE",
                certificate.certificate().toString(),
                "SUDOSAFE_TLS_KEY",
                certificate.key().toString()));
        doors = DoorClient.of(sudosafe.url(), certificate.certificate());
        prometheus = Prometheus.start(configuration());
        twice(MonitoringIT::failingCalls);
        webhooksLeadTo(sudosafe.url());
        await("counted", () -> !prometheus.values("sudosafe_cluster_nodes").isEmpty());
        await("audited", () -> !prometheus.values("sudosafe_audit_findings").isEmpty());
        twice(MonitoringIT::calls);
    }

    @AfterAll
    static void stop() {
        prometheus.close();
        sudosafe.close();
        apiServer.close();
    }

    static Stream<String> queries() {
        return dashboard().findValues("targets").stream()
                .flatMap(JsonNode::valueStream)
                .map(target -> target.path("expr").asText());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void every_query_of_the_dashboard_shows_something(String query) {
        String asGrafanaAsks = query.replace("$namespace", Chart.NAMESPACE).replace("$__rate_interval", "5m");

        assertThat(prometheus.values(asGrafanaAsks)).isNotEmpty().doesNotContain(Double.NaN);
    }

    static Set<String> selectors() {
        return SELECTOR.matcher(Documents.text(FILES.resolve("rules.yaml")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void every_series_that_an_alert_looks_at_is_there(String selector) {
        assertThat(prometheus.values(selector)).isNotEmpty();
    }

    @Test
    void prometheus_can_evaluate_every_alert() {
        assertThat(prometheus.rules())
                .hasSize(alerts())
                .allSatisfy(rule -> assertThat(rule.path("health").asText())
                        .as(rule.path("lastError").asText())
                        .isEqualTo("ok"));
    }

    /// They fire once it has lasted. Rules are evaluated some time after a scrape.
    @Test
    void what_was_amiss_is_an_alert() {
        List<String> amiss = List.of(
                "SudosafeCallsFail",
                "SudosafeFailsOpen",
                "SudosafeNoNode",
                "SudosafeRequestsRefused",
                "SudosafeReviewsUnavailable");
        await("alerts on " + amiss, () -> pending().containsAll(amiss));

        assertThat(pending())
                .doesNotContain("SudosafeAbsent", "SudosafeCertificateUntrusted", "SudosafeClusterUnknown");
    }

    private static List<String> pending() {
        return prometheus.rules().stream()
                .filter(rule -> !rule.path("state").asText().equals("inactive"))
                .map(rule -> rule.path("name").asText())
                .toList();
    }

    @Test
    void an_alert_says_where() {
        assertThat(prometheus.rules().stream()
                        .filter(rule -> rule.path("name").asText().equals("SudosafeNoNode"))
                        .flatMap(rule -> rule.findValuesAsText("description").stream()))
                .contains("No node of the cluster can run any isolation of profile default (docker sidecar: true),"
                        + " so such workspace pods are refused.");
    }

    @Test
    void promtool_finds_nothing_amiss_with_our_metrics() {
        Output checked = Prometheus.promtool(exposition(), "check", "metrics");

        assertThat(checked.succeeded()).as(checked.toString()).isTrue();
    }

    @Test
    void every_metric_is_on_the_page_with_its_labels() throws IOException {
        String page = Documents.text(PAGE);
        String start = "<!-- Metrics -->\n";
        int from = page.indexOf(start) + start.length();
        int to = page.indexOf("<!-- end of Metrics -->");

        new ExpectedText(PAGE)
                .equalTo(page.substring(0, from) + "\n" + MetricFamily.table(exposition()) + "\n" + page.substring(to));
    }

    @Test
    void every_field_of_the_log_is_on_the_page() {
        String page = Documents.text(PAGE);
        Set<String> fields = FIELD.matcher(page.substring(page.indexOf("## The log"), page.indexOf("## Traces")))
                .results()
                .map(field -> field.group(1))
                .collect(Collectors.toSet());

        assertThat(sudosafe.log().lines().map(line -> Cluster.json(line).path("mdc")))
                .anyMatch(review -> review.has("deny"))
                .allSatisfy(
                        review -> assertThat(review.fieldNames()).toIterable().isSubsetOf(fields));
    }

    private static int alerts() {
        return Documents.tree(Documents.text(FILES.resolve("rules.yaml")))
                .findValues("alert")
                .size();
    }

    private static JsonNode dashboard() {
        return Cluster.json(Documents.text(FILES.resolve("dashboard.json")));
    }

    /// Ours, as Prometheus asks for them.
    private static String exposition() {
        return sudosafe.management("/q/metrics", "text/plain")
                .body()
                .lines()
                .filter(line -> line.matches("(# \\w+ )?sudosafe_.*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void webhooksLeadTo(String url) throws IOException {
        String caBundle = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate.certificate()));
        apiServer
                .kubectl()
                .withInput(Chart.admission(url, caBundle, Cluster.DEFAULT_PROFILES, "{}"), "apply", "-f", "-")
                .require();
    }

    /// Twice, with a scrape before, between and after: no rate is of less than two values.
    private static void twice(Runnable calls) {
        for (int round = 0; round < 2; round++) {
            awaitScrapes();
            calls.run();
        }
        awaitScrapes();
    }

    private static void awaitScrapes() {
        // Of the series itself: of an expression it would be the time of the query.
        String last = "min(timestamp(up))";
        await("scraped", () -> prometheus.values("count(up == 1)").equals(List.of(2.0)));
        // A review is counted after its answer.
        double now = System.currentTimeMillis() / 1000.0 + 1;
        await("scraped again", () -> prometheus.values(last).getFirst() > now);
    }

    private static void failingCalls() {
        assertThat(create("workspace", "").err()).contains("failed calling webhook");
    }

    private static void calls() {
        await("injected", () -> create("workspace", "").succeeded());
        assertThat(create("root", "volumes: [{name: node, hostPath: {path: /}}], ")
                        .err())
                .contains("denied by sudosafe");
        doors.post("/mutate/default", skipped());
        doors.post("/validate/unknown", skipped());
        doors.request().contentType("text/plain").body("x").post("/validate/default");
    }

    private static Output create(String name, String spec) {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
                spec: {%scontainers: [{name: workspace, image: tools}]}
                """.formatted(name, spec);
        return apiServer.kubectl().withInput(pod, "create", "--dry-run=server", "-f", "-");
    }

    private static String skipped() {
        return """
                {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "1", "operation": "CREATE",
                "kind": {"group": "", "version": "v1", "kind": "Pod"},
                "resource": {"group": "", "version": "v1", "resource": "pods"}, "namespace": "dev",
                "userInfo": {"username": "ann"}, "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "skipped"},
                "spec": {"hostUsers": true, "containers": [{"name": "workspace", "image": "tools"}]}}}}""";
    }

    private static String kubeconfig() throws IOException {
        String kubeconfig = Granted.kubeconfig(apiServer, "sudosafe", Granted.port(apiServer));
        return Files.writeString(folder.resolve("kubeconfig"), kubeconfig).toString();
    }

    /// With the labels that the chart's ServiceMonitor gives.
    private static String configuration() throws IOException {
        JsonNode user = Cluster.json(apiServer
                        .kubectl()
                        .run("config", "view", "--raw", "--flatten", "-o", "json")
                        .require())
                .at("/users/0/user");
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: sudosafe
                    metrics_path: /q/metrics
                    static_configs: [{targets: ["%s"], labels: {namespace: "%s", pod: sudosafe-0}}]
                  - job_name: apiserver
                    scheme: https
                    tls_config: {insecure_skip_verify: true, cert_file: "%s", key_file: "%s"}
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(
                        FILES.resolve("rules.yaml").toAbsolutePath(),
                        sudosafe.managementUrl().getAuthority(),
                        Chart.NAMESPACE,
                        decoded(user, "client-certificate"),
                        decoded(user, "client-key"),
                        Granted.port(apiServer));
    }

    private static Path decoded(JsonNode user, String what) throws IOException {
        String pem =
                new String(Base64.getDecoder().decode(user.path(what + "-data").asText()), StandardCharsets.UTF_8);
        return Files.writeString(folder.resolve(what), pem);
    }
}
