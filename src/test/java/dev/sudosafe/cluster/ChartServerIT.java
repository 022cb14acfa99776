package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A real API server takes what the chart renders, and Pod Security `restricted` its pods.
@SharedApiServer
class ChartServerIT {

    private static final Path CHART = Path.of("helm", "sudosafe");

    /// Every object that there is, but those of cert-manager, whose kinds this API server does not know.
    private static final String EVERYTHING = """
            profiles:
              - name: blue
              - {name: green, spec: {namespaceSelector: {matchLabels: {team: green}}, podSelector: {}}}
            policies: {sidecarExec: {enabled: true}, namespaceLabels: {enabled: true}}
            webhook: {clientAuth: {configMapName: authority, names: [api]}}
            networkPolicy: {managementFrom: [{namespaceSelector: {matchLabels: {a: b}}}]}
            tracing: {endpoint: "http://collector:4317"}
            extraEnv: [{name: TZ, value: UTC}]
            clusterFacts: {labelNodes: true}
            nodePart: {enabled: true, namespace: nodes, appArmor: {enabled: true}}
            """;

    private static ApiServer apiServer;

    @BeforeAll
    static void start(ApiServer shared) {
        apiServer = shared;
        apiServer.kubectl().run("create", "namespace", Chart.NAMESPACE).require();
        apiServer.kubectl().run("create", "namespace", "nodes").require();
        apiServer
                .kubectl()
                .run("label", "namespace", Chart.NAMESPACE, "pod-security.kubernetes.io/enforce=restricted")
                .require();
        apply("ServiceAccount", "ResourceQuota");
        fillInQuota();
    }

    static Stream<String> valuesFiles() throws IOException {
        try (Stream<Path> platforms = Files.list(CHART.resolve("platforms"))) {
            return Stream.concat(
                    Stream.of("values.yaml", "values-ha.yaml", "values-single-node.yaml")
                            .map(CHART::resolve),
                    platforms.sorted())
                    .map(Path::toString)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void the_api_server_takes_what_a_values_file_makes(String file) {
        assertTaken(Documents.text(Path.of(file)));
    }

    @Test
    void the_api_server_takes_everything_that_can_be_rendered() {
        assertTaken(EVERYTHING);
    }

    @Test
    void the_pods_run_at_pod_security_restricted() {
        assertThat(create(pod()).require()).contains("created");
    }

    @Test
    void the_pod_of_helm_test_does_too() {
        ObjectNode pod = TestPod.of("{}").orElseThrow().deepCopy();
        // The controller manager would make the namespace's own account.
        pod.withObjectProperty("spec").put("serviceAccountName", "sudosafe");

        assertThat(create(pod).require()).contains("created");
    }

    @Test
    void a_pod_that_keeps_its_capabilities_does_not() {
        ObjectNode pod = pod();
        ((ObjectNode) pod.at("/spec/containers/0/securityContext")).remove("capabilities");

        assertThat(create(pod).err()).contains("violates PodSecurity \"restricted:latest\": unrestricted capabilities");
    }

    private static void assertTaken(String values) {
        ObjectNode withoutCertManager = Documents.tree(values).deepCopy();
        withoutCertManager.withObject("/certificates").put("source", "secret");
        withoutCertManager.withObject("/webhook/annotations").put("cert-manager.io/inject-ca-from", "a/b");
        String rendered = HelmTemplate.here(withoutCertManager.toString(), Chart.NAMESPACE, KubernetesBinaries.VERSION);

        Output applied =
                apiServer.kubectl().withInput(rendered, "apply", "--dry-run=server", "--validate=strict", "-f", "-");

        assertThat(applied.err()).isEmpty();
        assertThat(applied.out().lines()).hasSizeGreaterThan(10).allMatch(line -> line.endsWith("(server dry run)"));
    }

    private static void apply(String... kinds) {
        List.of(kinds)
                .forEach(kind -> apiServer
                        .kubectl()
                        .withInput(Rendered.of("{}").kind(kind).toString(), "apply", "-f", "-")
                        .require());
    }

    /// As the controller manager would, which does not run here.
    private static void fillInQuota() {
        apiServer
                .kubectl()
                .patchStatus(
                        Chart.NAMESPACE,
                        "resourcequota/sudosafe",
                        "{\"status\": {\"hard\": {\"pods\": \"1G\"}, \"used\": {\"pods\": \"0\"}}}")
                .require();
    }

    /// As the Deployment's controller would make it.
    private static ObjectNode pod() {
        ObjectNode pod =
                Rendered.of("{}").kind("Deployment").at("/spec/template").deepCopy();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.withObjectProperty("metadata").put("namespace", Chart.NAMESPACE).put("generateName", "sudosafe-");
        return pod;
    }

    private static Output create(ObjectNode pod) {
        return apiServer.kubectl().withInput(pod.toString(), "create", "-f", "-");
    }
}
