package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Two profiles: pods with the label `plain` get no docker sidecar, workspaces do.
final class WithAndWithoutDocker {

    static final String WITH = "sudosafe.dev/workspace";
    static final String WITHOUT = "plain";

    /// As the chart's value.
    private static final String PROFILES = """
            - name: default
              spec: {}
            - name: plain
              spec:
                podSelector: {matchLabels: {plain: "true"}}
                docker: {engine: None}
            """;

    private WithAndWithoutDocker() {}

    /// @param folder for the profiles as the process reads them
    static Cluster install(ApiServer apiServer, Path folder) throws IOException {
        for (JsonNode profile : Documents.tree(PROFILES)) {
            Files.writeString(folder.resolve(profile.path("name").asText() + ".yaml"), """
                    {"apiVersion": "sudosafe.dev/v1alpha1", "kind": "WorkspaceProfile", "metadata": {"name": %s}, "spec": %s}
                    """.formatted(
                            profile.path("name"), profile.path("spec")));
        }
        Cluster cluster = Cluster.install(apiServer, SudosafeProcess.startWithProfiles(folder), PROFILES);
        cluster.namespace("dev");
        int before = cluster.calls("plain.mutate.sudosafe.dev");
        SudosafeProcess.await(
                "in force",
                () -> cluster.apply(
                                        pod("dev", "probe", WITHOUT, "volumes: [{name: node, hostPath: {path: /}}]"),
                                        "--dry-run=server")
                                .err()
                                .contains("denied by sudosafe")
                        && cluster.calls("plain.mutate.sudosafe.dev") > before);
        return cluster;
    }

    static String pod(String namespace, String name, String label, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s, labels: {%s: "true"}}
                spec:
                  containers: [{name: workspace, image: tools}]
                  %s
                """.formatted(name, namespace, label, spec);
    }
}
