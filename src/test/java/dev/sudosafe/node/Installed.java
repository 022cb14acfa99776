package dev.sudosafe.node;

import dev.sudosafe.cluster.Fetched;
import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A release of the chart beside that of the other tests, with the image that this build makes: its webhooks call a
/// Service.
///
/// @param node where its pods run
record Installed(RealNode node) {

    static final String RELEASE = "installed";
    static final String NAME = "installed-sudosafe";
    static final String NAMESPACE = "sudosafe-installed";

    /// The label by which its profile selects, as that of the other release selects `true`.
    static final String LABEL = "installed";

    /// What all that it has installed is labelled with.
    static final String SELECTOR = "app.kubernetes.io/instance=" + RELEASE;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// Installs it and waits until its pods are ready.
    static Installed on(RealNode node) {
        Installed installed = new Installed(node);
        node.namespace(NAMESPACE, "restricted");
        installed.loadImage();
        installed
                .helm(
                        """
                        profiles:
                          - name: installed
                            spec:
                              podSelector: {matchLabels: {sudosafe.dev/workspace: %s}}
                              docker: {image: "registry.test/rootless-docker:1"}
                        image: {pullPolicy: Never}
                        certificates: {source: chart}
                        """.formatted(LABEL),
                        "install",
                        RELEASE,
                        "helm/sudosafe",
                        "--values",
                        "-",
                        "--wait",
                        "--timeout=3m")
                .require();
        installed.awaitDoors();
        return installed;
    }

    Output helm(String input, String... arguments) {
        Path helm = Fetched.folder("src/test/programs/fetch", "helm").resolve("bin/helm");
        return node.beside(helm, PATIENCE, input, inNamespace(arguments));
    }

    /// Calls kubectl for its namespace.
    Output kubectl(String... arguments) {
        return node.kubectl().withInput(PATIENCE, "", inNamespace(arguments));
    }

    /// What jsonpath finds in its pods.
    String pods(String jsonPath) {
        return kubectl("get", "pods", "-l", SELECTOR, "-o", "jsonpath=" + jsonPath)
                .require();
    }

    private static String[] inNamespace(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("-n", NAMESPACE)).toArray(String[]::new);
    }

    /// A Service leads to pods a moment after they are ready.
    private void awaitDoors() {
        String workspace = """
                apiVersion: v1
                kind: Pod
                metadata: {name: tried, namespace: %s, labels: {sudosafe.dev/workspace: %s}}
                spec: {automountServiceAccountToken: false, containers: [{name: c, image: "registry.test/workspace:1"}]}
                """.formatted(RealNode.NAMESPACE, LABEL);
        node.kubectl().awaitInjection(workspace);
    }

    private void loadImage() {
        Path archive = node.work().resolve("sudosafe-image.tar");
        Program.run(
                        List.of("src/main/docker/sudosafe/build", archive.toString()),
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        "",
                        PATIENCE)
                .require();
        node.run("ctr -n k8s.io images import --local /work/sudosafe-image.tar").require();
    }
}
