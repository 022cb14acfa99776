package dev.sudosafe.cluster;

import dev.sudosafe.fixture.Documents;

/// A node of an API server without kubelets.
final class TestNode {

    /// Of the default handler, with user namespaces.
    static final String USER_NAMESPACES = "{name: '', features: {userNamespaces: true}}";

    private TestNode() {}

    /// @param handlers its runtime handlers
    /// @param allocatable its resources
    static void create(Kubectl kubectl, String name, String handlers, String allocatable) {
        kubectl.create(manifest(name, handlers, allocatable)).require();
    }

    /// The node as the kubelet of a ready one creates it.
    static String manifest(String name, String handlers, String allocatable) {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {kubernetes.io/hostname: %1$s}}
                """.formatted(name) + status(handlers, allocatable);
    }

    /// As the kubelet of a ready node writes it.
    static void status(Kubectl kubectl, String name, String handlers, String allocatable) {
        String status = Documents.tree(status(handlers, allocatable)).toString();
        kubectl.run("patch", "node", name, "--subresource=status", "--type=merge", "-p", status)
                .require();
    }

    private static String status(String handlers, String allocatable) {
        return """
                status:
                  allocatable: %s
                  conditions: [{type: Ready, status: 'True', reason: KubeletReady, message: ready}]
                  nodeInfo: {kubeletVersion: v1.36.3, kernelVersion: 6.12.0, architecture: amd64, bootID: a,
                    containerRuntimeVersion: containerd://2.1.0, kubeProxyVersion: '', machineID: a,
                    operatingSystem: linux, osImage: Debian, systemUUID: a}
                  runtimeHandlers: [%s]
                """.formatted(allocatable, handlers);
    }
}
