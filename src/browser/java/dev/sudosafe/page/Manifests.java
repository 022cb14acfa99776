package dev.sudosafe.page;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is pasted.
final class Manifests {

    static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, labels: {sudosafe.dev/workspace: "true"}}
            spec:
              containers: [{name: workspace, image: tools}]
            """;

    static final String SOCKET = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: editor
              labels:
                sudosafe.dev/workspace: "true"
            spec:
              containers:
                - name: workspace
                  image: registry.example.com/tools:1
                  volumeMounts:
                    - name: docker
                      mountPath: /var/run/docker.sock
              volumes:
                - name: docker
                  hostPath:
                    path: /var/run/docker.sock
            """;

    static final String SYSBOX = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: default}
            spec:
              isolation: [{kind: Sysbox, runtimeClassName: sysbox-runc}]
              docker: {engine: None}
            """;

    private Manifests() {}

    /// A pod of this many lines.
    static String ofLines(int lines) {
        String pod = SOCKET.stripTrailing() + "\n";
        int environment = lines - (int) pod.lines().count() - 1;
        return pod.replace(
                "      volumeMounts:",
                "      env:\n"
                        + IntStream.range(0, environment)
                                .mapToObj("        - {name: VARIABLE_%1$d, value: \"%1$d\"}\n"::formatted)
                                .collect(Collectors.joining())
                        + "      volumeMounts:");
    }
}
