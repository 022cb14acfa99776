package dev.sudosafe.cli;

/// Manifests for tests.
final class Pods {

    static final String WORKSPACE_METADATA = "{name: web, namespace: dev, labels: {sudosafe.dev/workspace: 'true'}}";
    static final String SAFE = "{containers: [{name: web, image: 'ubuntu:24.04'}]}";
    static final String PRIVILEGED =
            "{containers: [{name: web, image: 'ubuntu:24.04', securityContext: {privileged: true}}]}";

    private Pods() {}

    static String pod(String metadata, String spec) {
        return "apiVersion: v1\nkind: Pod\nmetadata: %s\nspec: %s\n".formatted(metadata, spec);
    }

    static String workspace(String spec) {
        return pod(WORKSPACE_METADATA, spec);
    }

    static String namespace(String name, String labels) {
        return "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: %s}\n".formatted(name, labels);
    }

    static String documents(String... documents) {
        return String.join("---\n", documents);
    }
}
