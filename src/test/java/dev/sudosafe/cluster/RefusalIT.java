package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user reads who tries to reach the node, on a real API server that does not itself stand in the way.
@SharedApiServer
class RefusalIT {

    private static final String LABEL = "sudosafe.dev/workspace";

    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer apiServer, SudosafeProcess sudosafe) {
        cluster = Cluster.install(apiServer, sudosafe, Cluster.DEFAULT_PROFILES);
        cluster.namespace("dev");
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack(
                        "privileged",
                        "securityContext: {privileged: true}",
                        "",
                        "privileged containers (container"
                                + " \"workspace\" at spec.containers[0].securityContext.privileged): remove it"),
                attack(
                        "capability",
                        "securityContext: {capabilities: {add: [NET_ADMIN]}}",
                        "",
                        "added capabilities"
                                + " (container \"workspace\" adds \"NET_ADMIN\" at"
                                + " spec.containers[0].securityContext.capabilities.add[0])"),
                attack(
                        "host-path",
                        "",
                        "volumes: [{name: docker, hostPath: {path: /var/run/docker.sock}}]",
                        "hostPath volumes (volume \"docker\" at spec.volumes[0].hostPath): use an emptyDir or a persistent"
                                + " volume claim; see https://sudosafe.dev/checks/host-path-volumes"),
                attack(
                        "unmasked",
                        "securityContext: {procMount: Unmasked}",
                        "",
                        "proc mount (container \"workspace\""
                                + " with \"Unmasked\" at spec.containers[0].securityContext.procMount)"),
                attack(
                        "seccomp",
                        "securityContext: {seccompProfile: {type: Unconfined}}",
                        "",
                        "seccomp profiles" + " (container \"workspace\" with \"Unconfined\""),
                attack(
                        "app-armor",
                        "securityContext: {appArmorProfile: {type: Unconfined}}",
                        "",
                        "AppArmor profiles (container \"workspace\" with \"Unconfined\""),
                attack(
                        "host-port",
                        "ports: [{containerPort: 22, hostPort: 22}]",
                        "",
                        "host ports (container" + " \"workspace\" with 22 at spec.containers[0].ports[0].hostPort)"),
                attack(
                        "host-users",
                        "",
                        "hostUsers: true",
                        "no isolation that the profile allows (hostUsers \"true\","
                                + " runtimeClassName unset; the profile allows UserNamespace at spec.hostUsers)"),
                attack(
                        "nfs",
                        "",
                        "volumes: [{name: data, nfs: {server: a, path: /}}]",
                        "volume types (volume \"data\" of" + " type nfs at spec.volumes[0].nfs)"),
                attack(
                        "imitation",
                        "",
                        "initContainers: [{name: sudosafe-docker, image: evil, restartPolicy: Always,"
                                + " securityContext: {procMount: Unmasked}}]",
                        "docker sidecar other than the injected one"
                                + " (container \"sudosafe-docker\" at spec.initContainers[0].args, spec.initContainers[0].command,"
                                + " spec.initContainers[0].env, spec.initContainers[0].image, "));
    }

    private static Arguments attack(String name, String container, String spec, String message) {
        return Arguments.of(name, container, spec, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void an_attack_is_refused_with_field_and_remedy(String name, String container, String spec, String message) {
        Output refused = cluster.apply(pod(name, container, spec));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("admission webhook \"default.validate.sudosafe.dev\" denied the request: denied by sudosafe"
                        + " profile \"default\": ")
                .contains(message);
    }

    @Test
    void all_findings_are_told_at_once() {
        Output refused = cluster.apply(
                pod("many", "securityContext: {privileged: true}", "volumes: [{name: root, hostPath: {path: /}}]"));

        assertThat(refused.err()).contains("2 findings\n- hostPath volumes", "\n- privileged containers");
    }

    @Test
    void a_pod_that_missed_its_injection_is_refused() {
        String url = cluster.sudosafe().url() + "/mutate/default";
        pointMutatingWebhookTo("https://127.0.0.1:1/mutate/default");
        try {
            SudosafeProcess.await(
                    "missed its injection", () -> dryRun().err().contains("the pod missed its injection"));

            assertThat(dryRun().err())
                    .contains("injection mark (none: the pod missed its injection at"
                            + " metadata.annotations[sudosafe.dev/profile]): create the pod again once the mutating"
                            + " webhook answers");
        } finally {
            pointMutatingWebhookTo(url);
            SudosafeProcess.await("injected again", () -> dryRun().succeeded());
        }
    }

    @Test
    void the_default_of_kubectl_debug_is_refused_with_the_flag_that_works() {
        create("debugged-by-default");

        assertThat(debug("debugged-by-default").err())
                .contains(
                        "added capabilities",
                        "adds \"SYS_PTRACE\" at spec.ephemeralContainers[0]",
                        "run kubectl debug with --profile=baseline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "netadmin"})
    void a_debug_container_with_more_capabilities_is_refused(String profile) {
        create("debugged-" + profile);

        assertThat(debug("debugged-" + profile, "--profile=" + profile).err())
                .contains("added capabilities", "at spec.ephemeralContainers[0]");
    }

    @Test
    void a_privileged_debug_container_is_refused() {
        create("debugged-sysadmin");

        assertThat(debug("debugged-sysadmin", "--profile=sysadmin").err())
                .contains("privileged containers", "spec.ephemeralContainers[0].securityContext.privileged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "restricted", "legacy"})
    void a_plain_debug_container_is_admitted(String profile) {
        create("debugged-" + profile);

        Output debugged = debug("debugged-" + profile, "--profile=" + profile, "--target=workspace");

        assertThat(debugged.exitCode()).isZero();
        assertThat(cluster.get("pod", "debugged-" + profile, "dev").at("/spec/ephemeralContainers"))
                .hasSize(1);
    }

    @Test
    void a_debug_container_in_the_sidecar_is_refused() {
        create("targeted");

        assertThat(debug("targeted", "--profile=baseline", "--target=sudosafe-docker")
                        .err())
                .contains(
                        "ephemeral containers in the docker sidecar",
                        "at spec.ephemeralContainers[0].targetContainerName): target the workspace's container");
    }

    @Test
    void a_workspace_cannot_lose_its_label() {
        create("labelled");

        Output refused = cluster.kubectl().run("label", "pod", "labelled", "-n", "dev", LABEL + "-");

        assertThat(refused.err()).contains("workspace labels changed (the profile no longer selects the pod");
    }

    @Test
    void a_workspace_cannot_lose_the_mark_of_its_injection() {
        create("marked");

        Output refused = cluster.kubectl().run("annotate", "pod", "marked", "-n", "dev", "sudosafe.dev/profile-");

        assertThat(refused.err()).contains("injection mark (changed to \"\"");
    }

    @Test
    void a_workspace_may_get_other_labels_and_annotations() {
        create("tagged");

        assertThat(cluster.kubectl()
                        .run("label", "pod", "tagged", "-n", "dev", "team=a")
                        .exitCode())
                .isZero();
        assertThat(cluster.kubectl()
                        .run("annotate", "pod", "tagged", "-n", "dev", "note=a")
                        .exitCode())
                .isZero();
    }

    @Test
    void a_running_pod_without_isolation_cannot_become_a_workspace() {
        cluster.apply(pod("plain", "", "").replace(LABEL, "other")).require();

        Output refused = cluster.kubectl().run("label", "pod", "plain", "-n", "dev", LABEL + "=true");

        assertThat(refused.err()).contains("no isolation that the profile allows");
    }

    @Test
    void a_workspace_can_be_resized() {
        create("resized");

        assertThat(resize("resized").require()).contains("resized patched");
    }

    @Test
    void the_validating_door_sees_resizes() {
        create("seen");
        int before = cluster.calls("default.validate.sudosafe.dev");

        resize("seen").require();

        assertThat(cluster.calls("default.validate.sudosafe.dev") - before).isEqualTo(1);
    }

    @Test
    void a_workspace_can_be_deleted() {
        create("deleted");

        assertThat(cluster.kubectl()
                        .run("delete", "pod", "deleted", "-n", "dev")
                        .require())
                .contains("deleted");
    }

    private static Output resize(String pod) {
        return cluster.kubectl()
                .run(
                        "patch",
                        "pod",
                        pod,
                        "-n",
                        "dev",
                        "--subresource=resize",
                        "-p",
                        "spec: {containers: [{name: workspace, resources: {requests: {cpu: 20m}}}]}");
    }

    private static Output dryRun() {
        return cluster.apply(pod("missed", "", ""), "--dry-run=server");
    }

    private static void pointMutatingWebhookTo(String url) {
        cluster.kubectl()
                .run(
                        "patch",
                        "mutatingwebhookconfiguration",
                        "sudosafe",
                        "--type=json",
                        "-p",
                        "[{\"op\": \"replace\", \"path\": \"/webhooks/0/clientConfig/url\", \"value\": \"" + url
                                + "\"}]")
                .require();
    }

    private static void create(String name) {
        cluster.apply(pod(name, "resources: {requests: {cpu: 10m}}", "")).require();
    }

    private static Output debug(String pod, String... options) {
        return cluster.kubectl()
                .run(Stream.concat(
                                Stream.of("debug", pod, "-n", "dev", "--image=busybox", "--attach=false"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static String pod(String name, String container, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: tools%s}]
                  %s
                """.formatted(name, container.isEmpty() ? "" : ", " + container, spec);
    }
}
