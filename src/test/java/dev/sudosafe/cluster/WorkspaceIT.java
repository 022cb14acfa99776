package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What becomes of pods on a real API server with its default admission plugins and AlwaysPullImages, in a namespace
/// that enforces Pod Security `baseline`; see `BaselineIT` for what that takes before Kubernetes 1.35.
class WorkspaceIT {

    private static final String NAMESPACE = "workspaces";
    private static ApiServer apiServer;
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        apiServer = server();
        cluster = Cluster.install(apiServer, SudosafeProcess.start(), Cluster.DEFAULT_PROFILES);
        cluster.namespace(NAMESPACE, "pod-security.kubernetes.io/enforce=baseline");
    }

    private static ApiServer server() {
        return ApiServer.startWith(Stream.concat(
                        Stream.of("--enable-admission-plugins", "AlwaysPullImages"),
                        FeatureGates.relaxedBaseline().stream())
                .toList());
    }

    @AfterAll
    static void stop() {
        cluster.close();
        apiServer.close();
    }

    @Test
    void a_labelled_pod_gets_a_user_namespace_and_the_runtimes_seccomp_profile() {
        JsonNode spec = create("isolated", "").path("spec");

        assertThat(spec.path("hostUsers").isBoolean()).isTrue();
        assertThat(spec.path("hostUsers").booleanValue()).isFalse();
        assertThat(spec.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    }

    @Test
    void a_labelled_pod_gets_sudo_although_its_platform_wrote_false() {
        JsonNode pod = create("sudo", ", securityContext: {allowPrivilegeEscalation: false}");

        assertThat(pod.at("/spec/containers/0/securityContext/allowPrivilegeEscalation")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void the_docker_sidecar_comes_first_and_has_the_limits_and_the_pull_policy_of_the_cluster() {
        JsonNode sidecar = create("sidecar", "").at("/spec/initContainers/0");

        assertThat(sidecar.path("name").asText()).isEqualTo("sudosafe-docker");
        assertThat(sidecar.path("imagePullPolicy").asText()).isEqualTo("Always");
        assertThat(sidecar.at("/resources/limits/memory").asText()).isEqualTo("256Mi");
        assertThat(sidecar.at("/resources/limits").path("sudosafe.dev/tun").asText())
                .isEqualTo("1");
    }

    @Test
    void the_workspace_has_its_service_account_token_and_the_sidecar_has_none() {
        JsonNode spec = create("token", "").path("spec");

        assertThat(spec.at("/containers/0/volumeMounts").toString()).contains("kube-api-access-");
        assertThat(spec.at("/initContainers/0/volumeMounts").toString()).doesNotContain("kube-api-access-");
    }

    @Test
    void the_sidecar_has_the_project_at_the_same_path() {
        JsonNode pod = create("project", ", volumeMounts: [{name: project, mountPath: /projects, subPath: one}]");

        assertThat(pod.at("/spec/initContainers/0/volumeMounts").toString())
                .contains("{\"mountPath\":\"/projects\",\"name\":\"project\",\"subPath\":\"one\"}");
    }

    @Test
    void reinvocation_after_the_limit_ranger_changes_nothing_more() {
        int before = cluster.calls("default.mutate.sudosafe.dev");
        JsonNode pod = create("reinvoked", "");

        assertThat(cluster.calls("default.mutate.sudosafe.dev") - before).isEqualTo(2);
        assertThat(pod.at("/spec/initContainers")).hasSize(1);
        assertThat(pod.at("/spec/containers/0/env")).hasSize(1);
        assertThat(pod.at("/spec/securityContext/supplementalGroups")).hasSize(1);
    }

    @Test
    void a_server_side_dry_run_shows_the_injected_pod_and_stores_nothing() {
        Output dryRun = cluster.apply(pod("dry", ""), "--dry-run=server", "-o", "json");

        assertThat(Cluster.json(dryRun.require()).at("/spec/hostUsers").booleanValue())
                .isFalse();
        assertThat(cluster.kubectl().run("get", "pod", "dry", "-n", NAMESPACE).err())
                .contains("not found");
    }

    @Test
    void a_pod_with_a_generated_name_is_injected() {
        Output created = cluster.kubectl()
                .withInput(pod("x", "").replace("name: x", "generateName: web-"), "create", "-o", "json", "-f", "-");

        JsonNode pod = Cluster.json(created.require());
        assertThat(pod.at("/metadata/name").asText()).startsWith("web-");
        assertThat(pod.at("/spec/initContainers/0/name").asText()).isEqualTo("sudosafe-docker");
    }

    @Test
    void a_pod_as_gitlab_creates_it_is_injected() {
        cluster.apply("""
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: gitlab
                          namespace: workspaces
                          labels: {agent.gitlab.com/id: "7", sudosafe.dev/workspace: "true"}
                          annotations: {workspaces.gitlab.com/id: "42"}
                        spec:
                          securityContext: {runAsNonRoot: true, runAsUser: 5001, fsGroup: 0, fsGroupChangePolicy: OnRootMismatch}
                          initContainers:
                          - name: init-project
                            image: git
                            securityContext: {allowPrivilegeEscalation: false, privileged: false, runAsNonRoot: true, runAsUser: 5001}
                            volumeMounts: [{name: data, mountPath: /projects}]
                          containers:
                          - name: tooling-container
                            image: tools
                            ports: [{containerPort: 60001, name: editor-server}]
                            securityContext: {allowPrivilegeEscalation: false, privileged: false, runAsNonRoot: true, runAsUser: 5001}
                            volumeMounts: [{name: data, mountPath: /projects}]
                          volumes:
                          - name: data
                            persistentVolumeClaim: {claimName: workspace-42}
                        """).require();

        JsonNode spec = cluster.get("pod", "gitlab", NAMESPACE).path("spec");
        assertThat(spec.at("/initContainers/0/name").asText()).isEqualTo("sudosafe-docker");
        assertThat(spec.at("/initContainers/0/volumeMounts").toString()).contains("/projects");
        assertThat(spec.at("/initContainers/1/securityContext/allowPrivilegeEscalation")
                        .booleanValue())
                .isFalse();
        assertThat(spec.at("/containers/0/securityContext/allowPrivilegeEscalation")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void a_pod_without_the_label_is_left_alone() {
        cluster.apply(pod("plain", "").replace("sudosafe.dev/workspace", "other"))
                .require();

        JsonNode pod = cluster.get("pod", "plain", NAMESPACE);
        assertThat(pod.at("/spec/hostUsers").isMissingNode()).isTrue();
        assertThat(pod.at("/spec/initContainers").isMissingNode()).isTrue();
        assertThat(pod.path("metadata").path("annotations").toString()).doesNotContain("sudosafe.dev");
    }

    @Test
    void a_labelled_pod_in_kube_system_is_left_alone() {
        cluster.kubectl().run("create", "serviceaccount", "default", "-n", "kube-system");
        cluster.apply(pod("system", "").replace("namespace: workspaces", "namespace: kube-system"))
                .require();

        assertThat(cluster.get("pod", "system", "kube-system")
                        .at("/spec/hostUsers")
                        .isMissingNode())
                .isTrue();
    }

    private static JsonNode create(String name, String containerFields) {
        cluster.apply(pod(name, containerFields)).require();
        return cluster.get("pod", name, NAMESPACE);
    }

    private static String pod(String name, String containerFields) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: workspaces, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: tools%s}]
                  volumes: [{name: project, emptyDir: {}}]
                """.formatted(name, containerFields);
    }
}
