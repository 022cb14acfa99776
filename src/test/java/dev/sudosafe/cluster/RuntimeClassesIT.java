package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The runtime classes of Sysbox and Kata on a real API server. The runtimes themselves do not run here.
@SharedApiServer
class RuntimeClassesIT {

    private static final String PROFILES = """
            - name: sysbox
              spec:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: sysbox}}
                isolation: [{kind: Sysbox, runtimeClassName: sysbox-runc}]
            - name: kata
              spec:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kata}}
                isolation: [{kind: Kata, runtimeClassName: kata-qemu}]
            """;

    private static final String CLASS = """
            apiVersion: node.k8s.io/v1
            kind: RuntimeClass
            metadata: {name: %1$s}
            handler: %1$s
            overhead: {podFixed: {memory: 160Mi, cpu: 250m}}
            scheduling: {nodeSelector: {runtime: %1$s}, tolerations: [{key: runtime, operator: Exists}]}
            """;

    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer apiServer) {
        cluster =
                Cluster.install(apiServer, SudosafeProcess.startWithProfiles(Documents.resource("profiles")), PROFILES);
        for (String name : new String[] {"sysbox-runc", "kata-qemu"}) {
            cluster.apply(CLASS.formatted(name)).require();
        }
        cluster.namespace("sysbox");
        cluster.namespace("kata");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sysbox", "kata"})
    void the_api_server_adds_overhead_and_placement_of_the_class_that_was_injected(String profile) {
        JsonNode spec = create(profile).path("spec");

        assertThat(spec.at("/overhead/memory").asText()).isEqualTo("160Mi");
        assertThat(spec.at("/nodeSelector/runtime").asText())
                .isEqualTo(spec.path("runtimeClassName").asText());
        assertThat(spec.path("tolerations").findValuesAsText("key")).contains("runtime");
    }

    @Test
    void sysbox_has_a_user_namespace_too() {
        assertThat(create("sysbox").at("/spec/hostUsers").isBoolean()).isTrue();
    }

    @Test
    void kata_has_none() {
        assertThat(create("kata").at("/spec/hostUsers").isMissingNode()).isTrue();
    }

    private static JsonNode create(String profile) {
        cluster.kubectl()
                .run(
                        "delete",
                        "pod",
                        "one",
                        "-n",
                        profile,
                        "--ignore-not-found",
                        "--wait=false",
                        "--grace-period=0",
                        "--force");
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: one, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: "registry.example.com/workspace:1"}]
                """, "-n", profile).require();
        return cluster.get("pod", "one", profile);
    }
}
