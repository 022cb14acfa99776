package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.PlatformPages;
import dev.sudosafe.fixture.PlatformPod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart's values files for platforms, all in one cluster, and the pods of these platforms on a real API server.
/// The process looks up their claims with the rights that the chart grants.
@SharedApiServer
class PlatformsIT {

    @TempDir
    private static Path folder;

    private static Cluster cluster;

    static Stream<PlatformPod> admitted() {
        return PlatformPod.all().filter(pod -> Set.of("allow", "warn").contains(pod.kind()));
    }

    static Stream<PlatformPod> refused() {
        return PlatformPod.all().filter(pod -> pod.kind().equals("deny"));
    }

    static Stream<PlatformPages.Snippet> snippets() {
        return PlatformPages.snippets().filter(PlatformPages.Snippet::isValues);
    }

    static Stream<PlatformPod> others() {
        return PlatformPod.all().filter(pod -> pod.kind().equals("other"));
    }

    @BeforeAll
    static void start(ApiServer apiServer) throws IOException {
        Granted.install(apiServer);
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), Granted.kubeconfig(apiServer, "sudosafe", Granted.port(apiServer)));
        SudosafeProcess sudosafe = SudosafeProcess.start(Map.of(
                "SUDOSAFE_PROFILES",
                profiles().toString(),
                "KUBECONFIG",
                kubeconfig.toString(),
                "SUDOSAFE_CLUSTER_ENABLED",
                "true"));
        cluster = Cluster.install(apiServer, sudosafe, values(), "{}");
        PlatformPod.platforms().forEach(PlatformsIT::namespace);
        apply(Stream.of(accounts(), claims(), runtimeClasses())
                .flatMap(manifests -> manifests)
                .collect(Collectors.joining("\n---\n")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("admitted")
    void a_workspace_is_created_with_isolation_sudo_and_docker(PlatformPod file) {
        Output created = createOnceClaimsAreKnown(file, "-o", "json");

        JsonNode spec = Cluster.json(created.require()).path("spec");
        assertThat(spec.path("hostUsers").asBoolean(true)).isFalse();
        assertThat(spec.at("/initContainers/0/name").asText()).isEqualTo("sudosafe-docker");
        assertThat(spec.at("/containers/0/securityContext/allowPrivilegeEscalation")
                        .asBoolean())
                .isTrue();
        assertThat(spec.at("/containers/0/env").toString()).contains("DOCKER_HOST");
    }

    @ParameterizedTest
    @MethodSource("admitted")
    void its_creator_is_warned_of_what_the_file_says_and_of_nothing_else(PlatformPod file) {
        Output created = createOnceClaimsAreKnown(file, "--dry-run=server");
        String told = created.err();

        assertThat(created.exitCode()).isZero();
        assertThat(told.lines().filter(line -> line.startsWith("Warning: ")))
                .hasSize(file.warned().size() + file.notes().size());
        file.warned().values().forEach(remedy -> assertThat(told).contains(remedy));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_the_platform_may_not_is_refused_with_the_setting_to_change(PlatformPod file) {
        Output refused = create(file);

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("denied by sudosafe profile \"" + file.platform() + "\"");
        file.denied().values().forEach(remedy -> assertThat(refused.err()).contains(remedy));
    }

    @ParameterizedTest
    @MethodSource("others")
    void another_pod_of_the_platform_is_left_alone(PlatformPod file) {
        JsonNode created = Cluster.json(create(file, "-o", "json").require());

        assertThat(created.at("/spec/hostUsers").isMissingNode()).isTrue();
        assertThat(created.at("/metadata/annotations").toString()).doesNotContain("sudosafe.dev");
    }

    @Test
    void under_a_quota_the_sidecar_needs_the_resources_that_the_profile_of_gitlab_has() {
        quota();
        SudosafeProcess.await(
                "the quota holds",
                () -> inQuota("coder/allow.kubernetes.yaml")
                        .err()
                        .contains("must specify limits.cpu for: sudosafe-docker"));

        assertThat(inQuota("gitlab/allow.default-agent.yaml").require()).contains("created");
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void the_chart_accepts_the_values_on_the_pages(PlatformPages.Snippet snippet) {
        assertThat(Chart.render(snippet.text()))
                .contains("/validate/" + snippet.tree().at("/profiles/0/name").asText());
    }

    @Test
    void the_packaged_chart_has_the_values_files_and_no_template_of_them() throws IOException {
        Path archive = folder.resolve("chart");
        new Helm(Path.of("helm/sudosafe"))
                .packageIt()
                .withDestination(Files.createDirectory(archive))
                .call();
        try (Stream<Path> files = Files.list(archive);
                InputStream content = new GZIPInputStream(
                        Files.newInputStream(files.findFirst().orElseThrow()))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains(PlatformPod.platforms().stream()
                            .map(platform -> "sudosafe/platforms/" + platform + ".yaml")
                            .toList());
        }
        assertThat(Chart.render("{}")).doesNotContain("platforms/");
    }

    /// As GitLab makes one for each workspace. There is no controller here that would write its status.
    private static void quota() {
        String hard = "{\"hard\": {\"limits.cpu\": \"8\", \"limits.memory\": \"16Gi\"}}";
        cluster.namespace("quota");
        cluster.kubectl().run("delete", "limitrange", "limits", "-n", "quota").require();
        cluster.kubectl()
                .run("create", "serviceaccount", "workspace-991-990-fedcba", "-n", "quota")
                .require();
        apply("{apiVersion: v1, kind: ResourceQuota, metadata: {name: workspace, namespace: quota}, spec: " + hard
                + "}");
        cluster.kubectl()
                .patchStatus(
                        "quota",
                        "resourcequota/workspace",
                        "{\"status\": {\"hard\": %s, \"used\": {\"limits.cpu\": \"0\", \"limits.memory\": \"0\"}}}"
                                .formatted(hard.substring(9, hard.length() - 1)))
                .require();
    }

    /// A pod whose own containers all name their resources.
    private static Output inQuota(String name) {
        PlatformPod file = PlatformPod.all()
                .filter(pod -> pod.toString().equals(name))
                .findFirst()
                .orElseThrow();
        ObjectNode pod = file.pod().deepCopy();
        pod.at("/spec/containers")
                .forEach(container -> ((ObjectNode) container)
                        .withObjectProperty("resources")
                        .set("limits", Cluster.json("{\"cpu\": \"2\", \"memory\": \"2Gi\"}")));
        return create(pod, "quota", "--dry-run=server");
    }

    private static Output createOnceClaimsAreKnown(PlatformPod file, String... options) {
        Output[] created = new Output[1];
        SudosafeProcess.await("claims are known", () -> {
            created[0] = create(file, options);
            return !created[0].err().contains("claim");
        });
        return created[0];
    }

    private static Output create(PlatformPod file, String... options) {
        return create(file.pod().deepCopy(), file.platform(), options);
    }

    private static Output create(ObjectNode pod, String namespace, String... options) {
        ObjectNode metadata = pod.withObjectProperty("metadata").put("namespace", namespace);
        metadata.remove("name");
        metadata.put("generateName", "workspace-");
        return cluster.kubectl().create(pod.toString(), options);
    }

    /// What the mounted ConfigMap would hold, rendered by Helm from each values file as it is.
    private static Path profiles() throws IOException {
        Path profiles = Files.createDirectory(folder.resolve("profiles"));
        for (String platform : PlatformPod.platforms()) {
            JsonNode config = Documents.trees(Chart.render(Documents.text(PlatformPod.values(platform)))).stream()
                    .filter(document -> document.path("kind").asText().equals("ConfigMap"))
                    .findFirst()
                    .orElseThrow();
            String file = platform + ".yaml";
            Files.writeString(
                    profiles.resolve(file), config.path("data").path(file).asText());
        }
        return profiles;
    }

    /// The profiles of all values files in one list.
    private static String values() {
        return PlatformPod.platforms().stream()
                .map(platform -> Documents.tree(Documents.text(PlatformPod.values(platform))))
                .map(values -> "- " + values.at("/profiles/0") + "\n")
                .collect(Collectors.joining());
    }

    /// Without the limits of test namespaces: JupyterHub guarantees more memory than their default limit.
    private static void namespace(String platform) {
        cluster.namespace(platform, "sudosafe.dev/workspaces=" + platform.equals("home-grown"));
        cluster.kubectl().run("delete", "limitrange", "limits", "-n", platform).require();
    }

    private static Stream<String> accounts() {
        return PlatformPod.all()
                .filter(file -> file.pod().at("/spec").has("serviceAccountName"))
                .map(file -> "{apiVersion: v1, kind: ServiceAccount, metadata: {name: %s, namespace: %s}}"
                        .formatted(file.pod().at("/spec/serviceAccountName").asText(), file.platform()))
                .distinct();
    }

    private static Stream<String> claims() {
        return PlatformPod.all().flatMap(PlatformsIT::claims).distinct();
    }

    private static Stream<String> claims(PlatformPod file) {
        return file.claims().stream().map(claim -> """
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata: {name: %1$s-%2$s}
                        spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, storageClassName: fast,
                               csi: {driver: csi.example.com, volumeHandle: %2$s}}
                        ---
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: %2$s, namespace: %1$s}
                        spec: {accessModes: [ReadWriteOnce], storageClassName: fast, volumeName: %1$s-%2$s,
                               resources: {requests: {storage: 1Gi}}}
                        """.formatted(file.platform(), claim));
    }

    private static Stream<String> runtimeClasses() {
        return PlatformPod.all()
                .map(file -> file.pod().at("/spec/runtimeClassName").asText())
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(
                        "{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: %1$s}, handler: %1$s}"
                                ::formatted);
    }

    private static void apply(String manifest) {
        cluster.apply(manifest).require();
    }
}
