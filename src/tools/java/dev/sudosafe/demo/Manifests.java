package dev.sudosafe.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/// The pods of the demo.
final class Manifests {

    static final String NAMESPACE = "workspaces";
    static final String LABEL = "sudosafe.dev/workspace: \"true\"";

    private Manifests() {}

    static final String WORKSPACE = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: my-workspace
              namespace: workspaces
              labels: {sudosafe.dev/workspace: "true"}
            spec:
              containers:
              - name: workspace
                image: debian:13
                command: [sleep, infinity]
                volumeMounts: [{name: project, mountPath: /project}]
              volumes: [{name: project, emptyDir: {}}]
            """;

    static final String GITLAB = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: gitlab-workspace
              namespace: workspaces
              labels: {agent.gitlab.com/id: "7", sudosafe.dev/workspace: "true"}
            spec:
              securityContext: {runAsNonRoot: true, runAsUser: 5001, fsGroup: 0, fsGroupChangePolicy: OnRootMismatch}
              containers:
              - name: tooling-container
                image: registry.gitlab.com/gitlab-org/workspaces/tools:1
                securityContext: {allowPrivilegeEscalation: false, privileged: false, runAsNonRoot: true, runAsUser: 5001}
                volumeMounts: [{name: gl-workspace-data, mountPath: /projects}]
              volumes: [{name: gl-workspace-data, persistentVolumeClaim: {claimName: workspace-42}}]
            """;

    /// Ways to the node, each by what its author wants.
    static Map<String, String> attacks() {
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("a privileged container", attack("privileged", "securityContext: {privileged: true}", ""));
        attacks.put(
                "the node's docker socket",
                attack("socket", "", "volumes: [{name: docker, hostPath: {path: /var/run/docker.sock}}]"));
        attacks.put("the node's processes", attack("processes", "", "hostUsers: true\n  hostPID: true"));
        attacks.put(
                "the node's network by a capability",
                attack("capability", "securityContext: {capabilities: {add: [NET_ADMIN]}}", ""));
        attacks.put(
                "the sidecar's rights by its name",
                attack(
                        "imitation",
                        "",
                        "initContainers: [{name: sudosafe-docker, image: evil, restartPolicy: Always,"
                                + " securityContext: {procMount: Unmasked}}]"));
        return attacks;
    }

    /// The same pod, but no workspace.
    static String unlabelled(String manifest) {
        return manifest.replace("sudosafe.dev/workspace", "example.com/workspace");
    }

    private static String attack(String name, String container, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: workspaces, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  automountServiceAccountToken: false
                  containers: [{name: workspace, image: debian:13%s}]
                  %s
                """.formatted(name, container.isEmpty() ? "" : ", " + container, spec);
    }
}
