package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the chart makes for Prometheus and Grafana.
@SharedApiServer
class ChartMonitoringIT {

    private static final Path FILES = Path.of("helm/sudosafe/files/monitoring");
    private static final String PARTS =
            "serviceMonitor: {enabled: true}, alerts: {enabled: true, %s}, dashboard: {enabled: true}";
    private static final Rendered ALL = Rendered.of("monitoring: {%s}".formatted(PARTS.formatted("")));
    private static final Rendered NONE = Rendered.of("{}");
    private static final String RELEASE = """
            webhook: {url: "https://127.0.0.1:1", caBundle: ""}
            certificates: {source: secret}
            """;

    @Test
    void a_cluster_without_the_operator_gets_none_of_it() {
        assertThat(NONE.documents())
                .noneMatch(document -> document.path("apiVersion").asText().startsWith("monitoring"));
        assertThat(NONE.names("Service")).containsExactly("sudosafe");
        assertThat(NONE.names("ConfigMap")).containsExactly("sudosafe-profiles");
        assertThat(NONE.kind("NetworkPolicy").at("/spec/ingress")).hasSize(1);
    }

    @Test
    void the_service_monitor_finds_one_service_and_that_the_pods() {
        JsonNode monitor = ALL.kind("ServiceMonitor").path("spec");
        List<JsonNode> found = ALL.all("Service")
                .filter(service -> hasAll(
                        service.at("/metadata/labels"), monitor.path("selector").path("matchLabels")))
                .toList();

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().at("/spec/ports/0/name")).isEqualTo(monitor.at("/endpoints/0/port"));
        assertThat(found.getFirst().at("/spec/ports/0/targetPort").asText())
                .isEqualTo(ALL.container().at("/ports/1/name").asText());
        assertThat(hasAll(
                        ALL.kind("Deployment").at("/spec/template/metadata/labels"),
                        found.getFirst().at("/spec/selector")))
                .isTrue();
    }

    @Test
    void the_network_policy_lets_prometheus_in() {
        assertThat(ALL.kind("NetworkPolicy").at("/spec/ingress/1")).isEqualTo(Rendered.json("""
                ports: [{port: management}]
                from:
                  - namespaceSelector: {}
                    podSelector:
                      matchExpressions:
                        - {key: app.kubernetes.io/name, operator: In, values: [prometheus, prometheus-agent]}
                """));
    }

    @Test
    void the_alerts_ask_for_this_release() {
        List<JsonNode> objects = Documents.trees(HelmTemplate.here(
                "fullnameOverride: guard\nmonitoring: {%s}".formatted(PARTS.formatted("")),
                "other",
                KubernetesBinaries.VERSION));

        assertThat(objects)
                .filteredOn(object -> object.path("kind").asText().equals("PrometheusRule"))
                .singleElement()
                .asString()
                .contains("namespace=\\\"other\\\", deployment=\\\"guard\\\"")
                .doesNotContain("sudosafe-system", "deployment=\\\"sudosafe\\\"");
    }

    @Test
    void the_alerts_are_those_of_the_file_but_for_the_ones_left_out() {
        Rendered without = Rendered.of("monitoring: {%s}".formatted(PARTS.formatted("without: [SudosafeDeniedSpike]")));
        List<String> all =
                Documents.tree(Documents.text(FILES.resolve("rules.yaml"))).findValuesAsText("alert");

        assertThat(alerts(ALL)).isEqualTo(all);
        assertThat(alerts(without)).hasSize(all.size() - 1).doesNotContain("SudosafeDeniedSpike");
    }

    @Test
    void an_alert_that_is_not_there_cannot_be_left_out() {
        assertThatThrownBy(() -> Rendered.of("monitoring: {alerts: {without: [SudosafeGone]}}"))
                .hasMessageContaining("/monitoring/alerts/without/0");
    }

    @Test
    void grafana_finds_the_dashboard_by_its_label() {
        JsonNode map = ALL.all("ConfigMap")
                .filter(object -> object.at("/metadata/name").asText().equals("sudosafe-dashboard"))
                .findFirst()
                .orElseThrow();

        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(Cluster.json(map.path("data").path("sudosafe.json").asText()))
                .isEqualTo(Cluster.json(Documents.text(FILES.resolve("dashboard.json"))));
    }

    @Test
    void a_cluster_with_the_operator_has_all_of_it_once_the_release_is_upgraded(
            @TempDir Path folder, ApiServer apiServer) throws IOException {
        HelmRelease release = HelmRelease.on(apiServer);
        release.install(RELEASE).require();
        installOperator(apiServer.kubectl());

        release.upgrade(RELEASE).require();

        assertThat(get(apiServer, "servicemonitor").at("/spec/endpoints")).hasSize(1);
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"),
                get(apiServer, "prometheusrule").path("spec").toString());
        Output checked = Prometheus.promtool("", "check", "rules", "--lint-fatal", rules.toString());
        assertThat(checked.succeeded()).as(checked.toString()).isTrue();
    }

    private static void installOperator(Kubectl kubectl) {
        Path definitions =
                Fetched.folder("src/test/programs/fetch", "prometheus-operator").resolve("crds");
        kubectl.run("apply", "--server-side", "-f", definitions.toString()).require();
        kubectl.awaitKinds("monitoring.coreos.com", "prometheusrules", "servicemonitors");
    }

    private static JsonNode get(ApiServer apiServer, String kind) {
        return Cluster.json(apiServer
                .kubectl()
                .run("get", kind, "sudosafe", "-n", Chart.NAMESPACE, "-o", "json")
                .require());
    }

    private static List<String> alerts(Rendered rendered) {
        return rendered.kind("PrometheusRule").findValuesAsText("alert");
    }

    private static boolean hasAll(JsonNode labels, JsonNode wanted) {
        return wanted.propertyStream().allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    }
}
