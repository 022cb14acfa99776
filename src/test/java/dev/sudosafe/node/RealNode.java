package dev.sudosafe.node;

import dev.sudosafe.cluster.Chart;
import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.Program;
import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real node with its control plane, sudosafe's webhooks and node part from the chart, and one namespace for
/// workspaces
/// that enforces Pod Security `baseline`. All tests share one.
final class RealNode {

    static final String NAMESPACE = "workspaces";

    /// Their `spec` by name: workspaces with docker, such without, with little room for the engine, and with Podman.
    private static final Map<String, String> PROFILES =
            Map.of("default", """
            docker:
              image: registry.test/rootless-docker:1
              registryMirrors: ["http://10.99.0.1:5000"]
              insecureRegistries: ["10.99.0.1:5000"]
            """, "plain", """
            podSelector: {matchLabels: {sudosafe.dev/workspace: plain}}
            docker: {engine: None}
            """, "small", """
            podSelector: {matchLabels: {sudosafe.dev/workspace: small}}
            docker:
              image: registry.test/rootless-docker:1
              storage:
                ephemeral:
                  volumeClaimTemplate:
                    spec:
                      accessModes: [ReadWriteOnce]
                      storageClassName: small
                      resources: {requests: {storage: 100Mi}}
            """, "podman", """
            podSelector: {matchLabels: {sudosafe.dev/workspace: podman}}
            docker:
              image: registry.test/rootless-podman:1
              registryMirrors: ["http://10.99.0.1:5000"]
              insecureRegistries: ["10.99.0.1:5000"]
            """);
    private static final String NODE_PART = """
            namespace: sudosafe-node
            installer: {image: "registry.test/rootless-docker:1"}
            devicePlugin: {image: "registry.test/device-plugin-stand-in:1"}
            """;

    /// Made by whoever asks first; should that fail, it fails once.
    private static final class Shared {
        private static final RealNode NODE = start();
    }

    private final NodeNamespaces namespaces;

    private RealNode(NodeNamespaces namespaces) {
        this.namespaces = namespaces;
    }

    static RealNode shared() {
        return Shared.NODE;
    }

    private static RealNode start() {
        NodeNamespaces namespaces = NodeNamespaces.start();
        Runtime.getRuntime().addShutdownHook(new Thread(namespaces::close));
        RealNode node = new RealNode(namespaces);
        node.install();
        return node;
    }

    Kubectl kubectl() {
        return namespaces.kubectl();
    }

    /// Runs a shell script on the node as root.
    Output run(String script) {
        return namespaces.run(script);
    }

    /// A folder that is `/work` on the node.
    Path work() {
        return namespaces.work();
    }

    /// Runs a program of this machine in the network of the node, with the administrator's kubeconfig.
    Output beside(Path program, Duration patience, String input, String... arguments) {
        List<String> command = namespaces.inNetwork(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList());
        return Program.run(command, Map.of("KUBECONFIG", kubectl().kubeconfig().toString()), input, patience);
    }

    /// Makes a file of `/work` a block device of the node.
    ///
    /// @return the minor number of its loop device
    String attached(String file) {
        return run("""
                        loop=$(losetup -f | sed 's/[^0-9]*\\([0-9]*\\).*/\\1/')
                        [ -e /dev/loop$loop ] || mknod /dev/loop$loop b 7 $loop
                        losetup /dev/loop$loop /work/%s
                        echo $loop
                        """.formatted(file)).require().strip();
    }

    void detach(String minor) {
        run("losetup -d /dev/loop" + minor).require();
    }

    void apply(String manifest) {
        kubectl().withInput(manifest, "apply", "-f", "-").require();
    }

    private void install() {
        namespace("sudosafe-node", "privileged");
        namespace(NAMESPACE, "baseline");
        apply(Chart.nodePart(NODE_PART));
        SudosafeOnNode sudosafe = SudosafeOnNode.start(namespaces, profiles());
        apply(Chart.admission(SudosafeOnNode.URL, sudosafe.caBundle(), values(), "{}"));
        run("(docker-registry serve /here/registry.yaml > /var/log/node/registry 2>&1 &)")
                .require();
        SudosafeProcess.await(
                "offering /dev/net/tun",
                () -> kubectl()
                        .run("get", "node", "node", "-o", "jsonpath={.status.allocatable}")
                        .require()
                        .contains("\"sudosafe.dev/tun\":\"100\""));
    }

    private static String values() {
        return PROFILES.entrySet().stream()
                .map(profile -> "- name: %s\n  spec:\n%s"
                        .formatted(profile.getKey(), profile.getValue().indent(4)))
                .collect(Collectors.joining());
    }

    /// As the chart's ConfigMap is mounted.
    private Path profiles() {
        try {
            Path folder = Files.createDirectories(namespaces.work().resolve("profiles"));
            for (Map.Entry<String, String> profile : PROFILES.entrySet()) {
                Files.writeString(folder.resolve(profile.getKey() + ".yaml"), """
                        apiVersion: sudosafe.dev/v1alpha1
                        kind: WorkspaceProfile
                        metadata: {name: %s}
                        spec:
                        %s""".formatted(
                                profile.getKey(), profile.getValue().indent(2)));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a namespace at a level of Pod Security and waits until pods can be made in it.
    void namespace(String name, String podSecurity) {
        kubectl().run("create", "namespace", name).require();
        kubectl()
                .run("label", "namespace", name, "pod-security.kubernetes.io/enforce=" + podSecurity)
                .require();
        SudosafeProcess.await(
                "a service account in " + name,
                () -> kubectl()
                        .run("get", "serviceaccount", "default", "-n", name)
                        .succeeded());
    }
}
