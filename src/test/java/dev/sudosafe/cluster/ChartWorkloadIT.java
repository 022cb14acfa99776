package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the chart runs the process: its pods, and what they may do and reach.
class ChartWorkloadIT {

    private static final Rendered DEFAULT = Rendered.of("{}");
    private static final Rendered HIGHLY_AVAILABLE = Rendered.of(file("values-ha.yaml"));
    private static final Rendered SINGLE_NODE = Rendered.of(file("values-single-node.yaml"));
    private static final Rendered WITHOUT_LOOK_UPS = Rendered.of("clusterFacts: {enabled: false}");
    private static final Rendered ON_THE_HOST_NETWORK = Rendered.of("hostNetwork: true\nwebhook: {port: 10260}");

    @Test
    void a_rollout_never_has_fewer_pods_than_before() {
        JsonNode deployment = DEFAULT.kind("Deployment").path("spec");

        assertThat(deployment.path("replicas").intValue()).isEqualTo(2);
        assertThat(deployment.at("/strategy/rollingUpdate"))
                .isEqualTo(Rendered.json("{maxUnavailable: 0, maxSurge: 1}"));
        assertThat(deployment.path("minReadySeconds").intValue()).isEqualTo(5);
    }

    @Test
    void a_pod_answers_on_until_no_api_server_asks_it() {
        assertThat(DEFAULT.container().at("/lifecycle/preStop")).isEqualTo(Rendered.json("{sleep: {seconds: 5}}"));
        assertThat(DEFAULT.pod().path("terminationGracePeriodSeconds").intValue())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"startup", "liveness", "readiness"})
    void the_management_port_is_probed(String probe) {
        assertThat(DEFAULT.container()
                        .at("/%sProbe/httpGet/port".formatted(probe))
                        .asText())
                .isEqualTo("management");
    }

    @Test
    void memory_is_limited_to_what_is_requested_and_the_processor_is_not() {
        assertThat(Stream.of(DEFAULT, HIGHLY_AVAILABLE, SINGLE_NODE).map(Rendered::container))
                .allSatisfy(container -> {
                    JsonNode resources = container.path("resources");
                    assertThat(resources.at("/limits/memory")).isEqualTo(resources.at("/requests/memory"));
                    assertThat(resources.at("/limits/cpu").isMissingNode()).isTrue();
                    assertThat(resources.at("/requests/cpu").isMissingNode()).isFalse();
                });
    }

    @Test
    void a_drain_takes_one_pod_at_a_time_and_any_that_is_not_ready() {
        assertThat(DEFAULT.kind("PodDisruptionBudget").path("spec")).isEqualTo(Rendered.json("""
                maxUnavailable: 1
                unhealthyPodEvictionPolicy: AlwaysAllow
                selector:
                  matchLabels:
                    app.kubernetes.io/name: sudosafe
                    app.kubernetes.io/instance: sudosafe
                    app.kubernetes.io/component: webhook
                """));
    }

    @Test
    void a_budget_does_not_hold_up_the_drain_of_a_single_pod() {
        assertThat(Rendered.of("replicaCount: 1").names("PodDisruptionBudget")).isEmpty();
        assertThat(SINGLE_NODE.names("PodDisruptionBudget")).isEmpty();
    }

    @Test
    void the_pods_are_spread_over_nodes_and_zones() {
        assertThat(DEFAULT.pod().path("topologySpreadConstraints")).hasSize(2).allSatisfy(constraint -> {
            assertThat(constraint.at("/labelSelector/matchLabels"))
                    .isEqualTo(DEFAULT.kind("Deployment").at("/spec/selector/matchLabels"));
            assertThat(constraint.path("whenUnsatisfiable").asText()).isEqualTo("ScheduleAnyway");
        });
        assertThat(HIGHLY_AVAILABLE
                        .pod()
                        .at("/topologySpreadConstraints/0/whenUnsatisfiable")
                        .asText())
                .isEqualTo("DoNotSchedule");
        assertThat(SINGLE_NODE.pod().has("topologySpreadConstraints")).isFalse();
    }

    @Test
    void a_critical_class_is_allowed_by_a_quota() {
        assertThat(DEFAULT.pod().path("priorityClassName").asText()).isEqualTo("system-cluster-critical");
        assertThat(DEFAULT.kind("ResourceQuota").at("/spec/scopeSelector/matchExpressions/0/values"))
                .isEqualTo(Rendered.json("[system-cluster-critical]"));
        assertThat(Rendered.of("priorityClassName: important").names("ResourceQuota"))
                .isEmpty();
        assertThat(Rendered.of("priorityClassName: ''").pod().has("priorityClassName"))
                .isFalse();
    }

    @Test
    void the_node_part_has_a_quota_where_it_runs() {
        Rendered rendered = Rendered.of("nodePart: {enabled: true, namespace: prepared}");

        assertThat(rendered.all("ResourceQuota")
                        .filter(quota ->
                                quota.at("/metadata/namespace").asText().equals("prepared"))
                        .map(quota -> quota.at("/spec/scopeSelector/matchExpressions/0/values/0")
                                .asText()))
                .containsExactly("system-node-critical");
    }

    @Test
    void logs_are_json_unless_text_is_wanted() {
        assertThat(environment(DEFAULT)).contains("QUARKUS_LOG_CONSOLE_JSON_ENABLED=true", "QUARKUS_LOG_LEVEL=INFO");
        assertThat(environment(Rendered.of("logging: {json: false, level: DEBUG}")))
                .contains("QUARKUS_LOG_CONSOLE_JSON_ENABLED=false", "QUARKUS_LOG_LEVEL=DEBUG");
    }

    @ParameterizedTest
    @CsvSource({"http://collector.tracing.svc:4317, 4317", "https://collector.example.com, 443", "http://collector/, 80"
    })
    void traces_are_sent_and_let_out_only_where_there_is_a_collector(String endpoint, int port) {
        Rendered traced = Rendered.of("clusterFacts: {enabled: false}\ntracing: {endpoint: '%s'}".formatted(endpoint));

        assertThat(environment(DEFAULT)).noneMatch(variable -> variable.startsWith("QUARKUS_OTEL"));
        assertThat(environment(traced))
                .contains("QUARKUS_OTEL_SDK_DISABLED=false", "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT=" + endpoint);
        assertThat(traced.kind("NetworkPolicy").at("/spec/egress"))
                .isEqualTo(Rendered.json(
                        "[{ports: [{port: %d}, {port: 53}, {port: 53, protocol: UDP}]}]".formatted(port)));
    }

    @Test
    void clients_may_have_to_show_a_certificate() {
        Rendered secret = Rendered.of("webhook: {clientAuth: {secretName: authority, names: [api-1, api-2]}}");

        assertThat(environment(DEFAULT)).noneMatch(variable -> variable.startsWith("SUDOSAFE_TLS_CLIENT"));
        assertThat(environment(secret))
                .contains(
                        "SUDOSAFE_TLS_CLIENT_CA=/etc/sudosafe/client-ca/ca.crt",
                        "SUDOSAFE_TLS_CLIENT_NAMES=api-1,api-2");
        assertThat(secret.container().path("volumeMounts"))
                .contains(Rendered.json("{name: client-ca, mountPath: /etc/sudosafe/client-ca, readOnly: true}"));
        assertThat(secret.pod().path("volumes"))
                .contains(Rendered.json(
                        "{name: client-ca, secret: {secretName: authority, items: [{key: ca.crt, path: ca.crt}]}}"));
        assertThat(Rendered.of("webhook: {clientAuth: {configMapName: authority}}")
                        .pod()
                        .path("volumes"))
                .contains(Rendered.json("{name: client-ca, configMap: {name: authority}}"));
    }

    @Test
    void the_process_listens_on_the_ports_of_the_pod() {
        assertThat(ON_THE_HOST_NETWORK.container().path("ports"))
                .isEqualTo(Rendered.json(
                        "[{name: https, containerPort: 10260}, {name: management, containerPort: 9000}]"));
        assertThat(environment(ON_THE_HOST_NETWORK))
                .contains("QUARKUS_HTTP_SSL_PORT=10260", "QUARKUS_MANAGEMENT_PORT=9000");
    }

    @Test
    void on_the_host_network_an_old_pod_makes_room_for_a_new_one() {
        assertThat(ON_THE_HOST_NETWORK.pod().path("hostNetwork").booleanValue()).isTrue();
        assertThat(ON_THE_HOST_NETWORK.kind("Deployment").at("/spec/strategy/rollingUpdate"))
                .isEqualTo(Rendered.json("{maxUnavailable: 1, maxSurge: 0}"));
    }

    @Test
    void an_image_is_pinned_by_its_digest() {
        String digest = "sha256:" + "0".repeat(64);

        assertThat(Rendered.of("image: {digest: '%s'}".formatted(digest))
                        .container()
                        .path("image")
                        .asText())
                .isEqualTo("ghcr.io/sudosafe/sudosafe:0.1.0@" + digest);
    }

    @Test
    void labels_are_added_to_every_object_and_to_the_pods() {
        Rendered rendered = Rendered.of("""
                commonLabels: {cost-center: "7"}
                podLabels: {mesh: "no"}
                podAnnotations: {note: x}
                nodePart: {enabled: true}
                """);

        assertThat(rendered.documents())
                .allMatch(object ->
                        object.at("/metadata/labels/cost-center").asText().equals("7"));
        assertThat(rendered.kind("Deployment")
                        .at("/spec/template/metadata/labels/mesh")
                        .asText())
                .isEqualTo("no");
        assertThat(rendered.kind("Deployment")
                        .at("/spec/template/metadata/annotations/note")
                        .asText())
                .isEqualTo("x");
        assertThat(rendered.kind("Deployment").at("/spec/selector/matchLabels")).hasSize(3);
    }

    @Test
    void the_doors_are_open_to_all_and_the_management_port_to_those_who_are_named() {
        JsonNode closed = DEFAULT.kind("NetworkPolicy").path("spec");
        JsonNode open = Rendered.of("networkPolicy: {managementFrom: [{podSelector: {}}]}")
                .kind("NetworkPolicy")
                .path("spec");

        assertThat(closed.path("ingress")).isEqualTo(Rendered.json("[{ports: [{port: https}]}]"));
        assertThat(open.path("ingress"))
                .isEqualTo(Rendered.json(
                        "[{ports: [{port: https}]}, {ports: [{port: management}], from: [{podSelector: {}}]}]"));
    }

    @Test
    void only_api_servers_are_let_out_to() {
        assertThat(DEFAULT.kind("NetworkPolicy").at("/spec/egress"))
                .isEqualTo(Rendered.json("[{ports: [{port: 443}, {port: 6443}, {port: 8443}, {port: 16443}]}]"));
        assertThat(Rendered.of("networkPolicy: {enabled: false}").names("NetworkPolicy"))
                .isEmpty();
    }

    @Test
    void look_ups_may_read_six_kinds_and_the_release_s_own_configurations() {
        assertThat(granted("dryRun: {enabled: false}\naudit: {enabled: false}")).isEqualTo(Rendered.json("""
                [{apiGroups: [""], resources: [persistentvolumeclaims], verbs: [get, list, watch]},
                 {apiGroups: [""], resources: [persistentvolumes], verbs: [get, list, watch]},
                 {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, list, watch]},
                 {apiGroups: [storage.k8s.io], resources: [csidrivers], verbs: [get, list, watch]},
                 {apiGroups: [""], resources: [nodes], verbs: [get, list, watch]},
                 {apiGroups: [node.k8s.io], resources: [runtimeclasses], verbs: [get, list, watch]},
                 {apiGroups: [admissionregistration.k8s.io],
                  resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations],
                  resourceNames: [sudosafe], verbs: [get]}]"""));
        assertThat(DEFAULT.kind("ClusterRoleBinding").at("/roleRef/name").asText())
                .isEqualTo("sudosafe");
        assertThat(environment(DEFAULT)).contains("SUDOSAFE_CLUSTER_WEBHOOK_CONFIGURATION=sudosafe");
    }

    @Test
    void dry_runs_may_ask_of_tokens_and_list_what_runs_and_what_would() {
        assertThat(granted("audit: {enabled: false}").valueStream().skip(7))
                .containsExactlyElementsOf(Rendered.json("""
                [{apiGroups: [authentication.k8s.io], resources: [tokenreviews], verbs: [create]},
                 {apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create]},
                 {apiGroups: [""], resources: [namespaces], verbs: [get, list]},
                 {apiGroups: [""], resources: [pods], verbs: [list]},
                 {apiGroups: [""], resources: [podtemplates, replicationcontrollers], verbs: [list]},
                 {apiGroups: [apps], resources: [daemonsets, deployments, replicasets, statefulsets], verbs: [list]},
                 {apiGroups: [batch], resources: [cronjobs, jobs], verbs: [list]}]"""));
    }

    @Test
    void the_audit_may_list_pods_and_write_of_them_but_not_them() {
        assertThat(granted("dryRun: {enabled: false}").valueStream().skip(7))
                .containsExactlyElementsOf(Rendered.json("""
                [{apiGroups: [""], resources: [namespaces], verbs: [get, list]},
                 {apiGroups: [""], resources: [pods], verbs: [list]},
                 {apiGroups: [""], resources: [events], verbs: [create]},
                 {apiGroups: [openreports.io], resources: [reports], verbs: [get, list, create, update, delete]},
                 {apiGroups: [wgpolicyk8s.io], resources: [policyreports], verbs: [get, list, create, update, delete]}]"""));
    }

    private static JsonNode granted(String values) {
        return role(Rendered.of(values)).path("rules");
    }

    /// The process's own, not that of administrators.
    private static JsonNode role(Rendered rendered) {
        return rendered.documents().stream()
                .filter(object -> object.path("kind").asText().equals("ClusterRole"))
                .filter(object -> object.at("/metadata/name").asText().equals("sudosafe"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nodes_may_be_patched_only_where_they_are_to_be_labelled() {
        Rendered labelled = Rendered.of("clusterFacts: {labelNodes: true}");

        assertThat(role(labelled).path("rules"))
                .contains(Rendered.json("{apiGroups: [''], resources: [nodes], verbs: [patch]}"));
        assertThat(environment(labelled)).contains("SUDOSAFE_CLUSTER_LABEL_NODES=true");
        assertThat(environment(DEFAULT)).contains("SUDOSAFE_CLUSTER_LABEL_NODES=false");
    }

    @Test
    void the_token_is_there_for_look_ups_alone() {
        assertThat(DEFAULT.pod().path("automountServiceAccountToken").booleanValue())
                .isTrue();
        assertThat(WITHOUT_LOOK_UPS.pod().path("automountServiceAccountToken").booleanValue())
                .isFalse();
    }

    @Test
    void without_look_ups_nothing_is_granted_and_nobody_is_called() {
        assertThat(WITHOUT_LOOK_UPS.documents())
                .noneMatch(object -> object.path("apiVersion").asText().startsWith("rbac.authorization.k8s.io/"));
        assertThat(WITHOUT_LOOK_UPS.kind("NetworkPolicy").at("/spec/policyTypes"))
                .isEqualTo(Rendered.json("[Ingress, Egress]"));
        assertThat(WITHOUT_LOOK_UPS.kind("NetworkPolicy").at("/spec/egress")).isEqualTo(Rendered.json("[]"));
        assertThat(environment(WITHOUT_LOOK_UPS)).contains("SUDOSAFE_CLUSTER_ENABLED=false");
    }

    private static List<String> environment(Rendered rendered) {
        return rendered.container()
                .path("env")
                .valueStream()
                .map(variable -> variable.path("name").asText() + "="
                        + variable.path("value").asText())
                .toList();
    }

    private static String file(String name) {
        return Documents.text(Path.of("helm", "sudosafe", name));
    }
}
