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
        String node = "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {kubernetes.io/hostname: %s}}}"
                .formatted(name, name);
        kubectl.withInput(node, "create", "-f", "-").require();
        status(kubectl, name, handlers, allocatable);
    }

    /// As the kubelet of a ready node writes it.
    static void status(Kubectl kubectl, String name, String handlers, String allocatable) {
        String status = Documents.tree("""
                status:
                  allocatable: %s
                  conditions: [{type: Ready, status: 'True', reason: KubeletReady, message: ready}]
                  nodeInfo: {kubeletVersion: v1.36.3, kernelVersion: 6.12.0, architecture: amd64, bootID: a,
                    containerRuntimeVersion: containerd://2.1.0, kubeProxyVersion: '', machineID: a,
                    operatingSystem: linux, osImage: Debian, systemUUID: a}
                  runtimeHandlers: [%s]
                """.formatted(allocatable, handlers)).toString();
        kubectl.run("patch", "node", name, "--subresource=status", "--type=merge", "-p", status)
                .require();
    }
}
