package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Pods that came in without the webhook are found by two processes, of which one looks, on a real API server with the
/// real kinds of reports.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SharedApiServer
class AuditIT {

    private static final Path CRDS = Path.of("src/test/resources/reports");

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
            spec: {containers: [{name: workspace, image: tools}]}
            """;

    private static ApiServer apiServer;
    private static SudosafeProcess first;
    private static SudosafeProcess second;

    @BeforeAll
    static void start(ApiServer shared) throws IOException {
        apiServer = shared;
        Granted.install(apiServer);
        Cluster.namespace(apiServer.kubectl(), "dev");
        apiServer
                .kubectl()
                .withInput(POD.formatted("before"), "apply", "-f", "-")
                .require();
        apiServer
                .kubectl()
                .withInput(
                        POD.formatted("static")
                                .replace("labels:", "annotations: {kubernetes.io/config.mirror: a}, labels:")
                                .replace("{containers", "{nodeName: node, containers"),
                        "apply",
                        "-f",
                        "-")
                .require();
        apiServer
                .kubectl()
                .withInput(
                        "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration,"
                                + " metadata: {name: sudosafe}}",
                        "apply",
                        "-f",
                        "-")
                .require();
        crd("openreports.io_reports.yaml");
        crd("wgpolicyk8s.io_policyreports.yaml");
        first = sudosafe();
        second = sudosafe();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    @Order(1)
    void a_pod_that_would_be_refused_today_is_in_the_report_of_its_namespace() {
        SudosafeProcess.await("reported", () -> report("reports.openreports.io").succeeded());
        JsonNode report = Cluster.json(report("reports.openreports.io").require());

        assertThat(report.at("/summary/fail").asInt()).isPositive();
        assertThat(report.path("results").findValuesAsText("rule")).contains("isolation");
        assertThat(report.at("/results/0/resources/0/name").asText()).isEqualTo("before");
        assertThat(report.at("/results/0/policy").asText()).isEqualTo("default");
        assertThat(report.path("results").findValuesAsText("name")).contains("static");
        assertThat(report.at("/metadata/ownerReferences/0/kind").asText()).isEqualTo("ValidatingWebhookConfiguration");
    }

    @Test
    @Order(2)
    void the_older_kind_of_report_is_left_alone_where_there_is_the_newer() {
        assertThat(report("policyreports.wgpolicyk8s.io").succeeded()).isFalse();
    }

    @Test
    @Order(3)
    void it_is_told_by_one_event_on_the_pod_however_many_rounds_there_are() throws InterruptedException {
        SudosafeProcess.await("told", () -> !events().isEmpty());
        Thread.sleep(5000);

        assertThat(events().lines().filter(line -> line.contains("pod/before")))
                .singleElement()
                .asString()
                .contains("RefusedToday", "sudosafe profile \"default\" would refuse this pod today: ", "isolation");
    }

    @Test
    @Order(4)
    void one_process_looks_and_counts() {
        SudosafeProcess.await("counted", () -> counted(first) + counted(second) == 1);

        SudosafeProcess looking = counted(first) == 1 ? first : second;
        assertThat(metrics(looking))
                .contains("sudosafe_audit_pods{profile=\"default\",verdict=\"denied\",} 2.0")
                .contains("sudosafe_audit_findings{check=\"isolation\",profile=\"default\",} 2.0")
                .containsPattern("sudosafe_audit_last_run_timestamp_seconds 1\\.\\d+E9");
    }

    @Test
    @Order(4)
    void the_command_tells_the_same() {
        Output text = command("text");

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out())
                .contains("refused  Pod dev/before (profile default)\n    ", "0 would be admitted, 2 refused\n");
        assertThat(Cluster.json(command("json").out()).findValuesAsText("name")).containsExactly("before", "static");
    }

    private static Output command(String format) {
        return Program.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar",
                        "audit",
                        "-o",
                        format),
                Map.of("KUBECONFIG", apiServer.kubectl().kubeconfig().toString()),
                "",
                Duration.ofMinutes(1));
    }

    @Test
    @Order(5)
    void the_other_one_takes_over_when_it_ends() {
        (counted(first) == 1 ? first : second).close();

        SudosafeProcess.await("taken over", () -> counted(first.isAlive() ? first : second) == 1);
    }

    @Test
    @Order(6)
    void the_older_kind_of_report_is_written_where_there_is_no_other() {
        apiServer.kubectl().run("delete", "crd", "reports.openreports.io").require();

        SudosafeProcess.await(
                "reported", () -> report("policyreports.wgpolicyk8s.io").succeeded());
        assertThat(report("policyreports.wgpolicyk8s.io").require()).contains("\"rule\": \"isolation\"");
    }

    @Test
    @Order(7)
    void a_namespace_without_workspaces_has_no_report() {
        apiServer
                .kubectl()
                .run("delete", "pod", "before", "static", "-n", "dev", "--force", "--grace-period=0")
                .require();

        SudosafeProcess.await(
                "gone", () -> !report("policyreports.wgpolicyk8s.io").succeeded());
    }

    @Test
    @Order(8)
    void it_goes_on_where_there_are_no_reports() {
        apiServer.kubectl().run("delete", "crd", "policyreports.wgpolicyk8s.io").require();
        apiServer
                .kubectl()
                .withInput(POD.formatted("later"), "apply", "-f", "-")
                .require();

        SudosafeProcess.await("told", () -> events().contains("pod/later"));
    }

    private static Output report(String kind) {
        return apiServer.kubectl().run("get", kind, "sudosafe", "-n", "dev", "-o", "json");
    }

    private static String events() {
        return apiServer
                .kubectl()
                .run("get", "events", "-n", "dev", "--no-headers")
                .require();
    }

    private static long counted(SudosafeProcess process) {
        return process.isAlive()
                ? metrics(process)
                        .lines()
                        .filter(line -> line.startsWith("sudosafe_audit_pods{"))
                        .count()
                : 0;
    }

    private static String metrics(SudosafeProcess process) {
        return process.management("/q/metrics", "text/plain").body();
    }

    private static void crd(String file) {
        apiServer
                .kubectl()
                .run("apply", "--server-side", "-f", CRDS.resolve(file).toString())
                .require();
    }

    private static SudosafeProcess sudosafe() throws IOException {
        return Granted.start(
                apiServer,
                Map.of(
                        "SUDOSAFE_CLUSTER_WEBHOOK_CONFIGURATION",
                        "sudosafe",
                        "SUDOSAFE_AUDIT_ENABLED",
                        "true",
                        "SUDOSAFE_AUDIT_INTERVAL",
                        "2s"));
    }
}
