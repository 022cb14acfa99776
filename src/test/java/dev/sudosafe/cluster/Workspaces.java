package dev.sudosafe.cluster;

/// Pods as developers write them.
final class Workspaces {

    private Workspaces() {}

    /// One that the chart's own profile selects.
    static String pod(String namespace, String name) {
        return pod(namespace, name, "sudosafe.dev/workspace: \"true\"");
    }

    static String pod(String namespace, String name, String labels) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s, labels: {%s}}
                spec:
                  containers: [{name: workspace, image: tools}]
                """.formatted(name, namespace, labels);
    }
}
