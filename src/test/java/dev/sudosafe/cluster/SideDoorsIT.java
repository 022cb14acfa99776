package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The ways to a pod's labels and annotations that no objectSelector of a webhook sees: each is tried on an API server
/// where only the webhooks stand, and again when the chart's policies have joined them.
@SharedApiServer
class SideDoorsIT {

    private static final String SCHEDULER = "system:serviceaccount:volcano-system:volcano-scheduler";
    private static final Map<String, Output> WITHOUT_POLICIES = new HashMap<>();

    private static Cluster cluster;

    @BeforeAll
    static void tryWithoutPoliciesAndInstallThem(ApiServer apiServer, SudosafeProcess sudosafe) {
        cluster = Cluster.install(apiServer, sudosafe, Cluster.DEFAULT_PROFILES, "{sideDoors: {enabled: false}}");
        cluster.namespace("dev");
        ways().forEach(way -> WITHOUT_POLICIES.put(way.name(), way.attempt(workspace("open-" + way.name()))));
        cluster.upgrade(Cluster.DEFAULT_PROFILES, "{sideDoors: {exemptUsers: ['" + SCHEDULER + "']}}");
        workspace("canary");
        SudosafeProcess.await("closed", SideDoorsIT::isClosed);
    }

    /// A way to change a pod past the webhooks.
    ///
    /// @param policy the last part of the name of the one that closes it
    record Way(String name, Function<String, Output> change, String policy) {

        Output attempt(String pod) {
            return change.apply(pod);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("status-takes-the-label", pod -> labels(pod, "sudosafe.dev/workspace: null"), "pod-status"),
                new Way("status-adds-a-label", pod -> labels(pod, "team: 'b'"), "pod-status"),
                new Way("status-replaced-without-label", SideDoorsIT::replaceStatus, "pod-status"),
                new Way("status-takes-the-mark", pod -> annotations(pod, "sudosafe.dev/profile: null"), "pod-status"),
                new Way(
                        "status-changes-the-mark",
                        pod -> annotations(pod, "sudosafe.dev/isolation: 'Kata'"),
                        "pod-status"),
                new Way(
                        "status-steers-cri-o",
                        pod -> annotations(pod, "io.kubernetes.cri-o.Devices: '/dev/sda'"),
                        "pod-status"),
                new Way(
                        "status-injects-a-device",
                        pod -> annotations(pod, "cdi.k8s.io/a: 'vendor.com/disk=sda'"),
                        "pod-status"),
                new Way(
                        "status-steers-an-nri-plugin",
                        pod -> annotations(pod, "devices.nri.io/container.workspace: '- path: /dev/sda'"),
                        "pod-status"),
                new Way(
                        "status-steers-kata",
                        pod -> annotations(pod, "io.katacontainers.config.hypervisor.path: '/x'"),
                        "pod-status"),
                new Way(
                        "pods-binding-labels",
                        pod -> bind(pod, "labels: {sudosafe.dev/workspace: 'false'}"),
                        "pod-binding"),
                new Way(
                        "pods-binding-annotations",
                        pod -> bind(pod, "annotations: {cdi.k8s.io/a: vendor.com/disk=sda}"),
                        "pod-binding"),
                new Way(
                        "bindings-labels",
                        pod -> create(pod, "labels: {sudosafe.dev/workspace: 'false'}"),
                        "pod-binding"),
                new Way(
                        "bindings-annotations",
                        pod -> create(pod, "annotations: {sudosafe.dev/profile: other}"),
                        "pod-binding"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void without_its_policy_a_side_door_is_open(Way way) {
        assertThat(WITHOUT_POLICIES.get(way.name()))
                .extracting(Output::succeeded, Output::err)
                .containsExactly(true, "");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_side_door_is_closed(Way way) {
        String pod = workspace("closed-" + way.name());
        String before = metadata(pod);

        Output refused = way.attempt(pod);

        assertThat(refused.err())
                .startsWith("Error from server (Forbidden)")
                .contains("ValidatingAdmissionPolicy 'sudosafe-%1$s' with binding 'sudosafe-%1$s-default'"
                        .formatted(way.policy()));
        assertThat(metadata(pod)).isEqualTo(before);
    }

    @Test
    void a_status_is_written() {
        String pod = workspace("reported");

        patchStatus(pod, "status: {phase: Failed, message: evicted}").require();

        assertThat(cluster.get("pod", pod, "dev").at("/status/phase").asText()).isEqualTo("Failed");
    }

    /// Calico, OVN-Kubernetes and Multus do so: projectcalico/calico#2176.
    @Test
    void a_network_plugin_annotates_a_workspace_by_its_status() {
        assertThat(annotations(workspace("networked"), "cni.projectcalico.org/podIP: '10.0.0.1/32'")
                        .require())
                .contains("patched");
    }

    @Test
    void a_pod_that_is_no_workspace_is_labelled_by_its_status() {
        cluster.apply(manifest("plain").replace("sudosafe.dev/workspace", "other"))
                .require();

        assertThat(labels("plain", "other: null").require()).contains("patched");
    }

    @Test
    void a_pod_becomes_no_workspace_by_its_status() {
        cluster.apply(manifest("late").replace("sudosafe.dev/workspace", "other"))
                .require();

        assertThat(labels("late", "sudosafe.dev/workspace: 'true'").err()).contains("'sudosafe-pod-status'");
    }

    @Test
    void a_scheduler_binds_a_workspace() {
        String pod = workspace("scheduled");

        bind(pod, "").require();

        assertThat(cluster.get("pod", pod, "dev").at("/spec/nodeName").asText()).isEqualTo("node-1");
    }

    @Test
    @SinceKubernetes(value = "1.35", because = "PodTopologyLabelsAdmission is off by default before")
    void the_api_server_tells_a_bound_workspace_its_zone() {
        cluster.apply("""
                apiVersion: v1
                kind: Node
                metadata: {name: node-1, labels: {topology.kubernetes.io/zone: north}}
                """).require();
        String pod = workspace("zoned");

        bind(pod, "").require();

        assertThat(cluster.get("pod", pod, "dev").at("/metadata/labels").toString())
                .contains("\"topology.kubernetes.io/zone\":\"north\"");
    }

    @Test
    void an_exempt_scheduler_binds_with_annotations() {
        String pod = workspace("exempt");

        Output bound = cluster.kubectl()
                .withInput(
                        binding(pod, "annotations: {scheduling.k8s.io/group-name: a}"),
                        "create",
                        "-f",
                        "-",
                        "--as=" + SCHEDULER,
                        "--as-group=system:masters");

        assertThat(bound.require()).contains("created");
    }

    private static boolean isClosed() {
        Output status =
                cluster.kubectl().patchStatus("dev", "pod/canary", "metadata: {labels: {x: y}}", "--dry-run=server");
        Output binding = cluster.kubectl()
                .withInput(binding("canary", "labels: {x: y}"), "create", "--dry-run=server", "-f", "-");
        return !status.succeeded() && !binding.succeeded();
    }

    private static String workspace(String name) {
        cluster.apply(manifest(name)).require();
        return name;
    }

    private static String manifest(String name) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: tools}]
                """.formatted(name);
    }

    private static String metadata(String pod) {
        return cluster.kubectl()
                .run("get", "pod", pod, "-n", "dev", "-o", "jsonpath={.metadata.labels} {.metadata.annotations}")
                .require();
    }

    private static Output labels(String pod, String labels) {
        return patchStatus(pod, "metadata: {labels: {%s}}".formatted(labels));
    }

    private static Output annotations(String pod, String annotations) {
        return patchStatus(pod, "metadata: {annotations: {%s}}".formatted(annotations));
    }

    private static Output patchStatus(String pod, String patch) {
        return cluster.kubectl().patchStatus("dev", "pod/" + pod, patch);
    }

    private static Output replaceStatus(String pod) {
        String stored = cluster.kubectl()
                .run("get", "pod", pod, "-n", "dev", "-o", "yaml")
                .require();
        return cluster.kubectl()
                .withInput(
                        stored.replace("    sudosafe.dev/workspace: \"true\"", "    other: \"true\""),
                        "replace",
                        "--subresource=status",
                        "-f",
                        "-");
    }

    /// By pods/binding, as schedulers do.
    private static Output bind(String pod, String metadata) {
        return cluster.kubectl()
                .withInput(
                        Documents.tree(binding(pod, metadata)).toString(),
                        "create",
                        "--raw",
                        "/api/v1/namespaces/dev/pods/" + pod + "/binding",
                        "-f",
                        "-");
    }

    /// By bindings, as old schedulers did.
    private static Output create(String pod, String metadata) {
        return cluster.kubectl().withInput(binding(pod, metadata), "create", "-f", "-");
    }

    private static String binding(String pod, String metadata) {
        return """
                apiVersion: v1
                kind: Binding
                metadata: {name: %s, namespace: dev, %s}
                target: {kind: Node, name: node-1}
                """.formatted(pod, metadata);
    }
}
