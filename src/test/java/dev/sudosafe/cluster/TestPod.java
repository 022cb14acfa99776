package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pod that `helm test` runs, as the helm command line renders it: helm-java leaves hooks out.
final class TestPod {

    private TestPod() {}

    /// @param values as YAML
    static Optional<JsonNode> of(String values) {
        List<String> command = List.of(
                Fetched.folder("src/test/programs/fetch", "helm")
                        .resolve("bin/helm")
                        .toString(),
                "template",
                "sudosafe",
                "helm/sudosafe",
                "--namespace",
                Chart.NAMESPACE,
                "--kube-version",
                KubernetesBinaries.VERSION,
                "--values",
                "-");
        return Documents.trees(Program.run(command, Map.of(), values).require()).stream()
                .filter(document -> document.at("/metadata/annotations").has("helm.sh/hook"))
                .findFirst();
    }
}
