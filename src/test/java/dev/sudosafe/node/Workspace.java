package dev.sudosafe.node;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// A running workspace pod with its docker sidecar.
///
/// @param pod its name
record Workspace(RealNode node, String pod) {

    static final String CONTAINER = "workspace";
    static final String SIDECAR = "sudosafe-docker";

    /// Makes sure that the engine has the image `tiny`; to stand before a script.
    static final String TINY = Documents.text(Path.of("src/test/resources/node/tiny-image.sh"));

    private static final String DEFAULT_LABEL = "true";
    private static final Map<User, Workspace> OF_USERS = new EnumMap<>(User.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// The one of this user; made when it is first asked for.
    static synchronized Workspace of(User user) {
        return OF_USERS.computeIfAbsent(user, Workspace::create);
    }

    private static Workspace create(User user) {
        return start(user.name().toLowerCase(Locale.ROOT).replace('_', '-'), user);
    }

    /// Makes another one and waits until it is ready.
    static Workspace start(String name, User user) {
        return start(name, user, DEFAULT_LABEL);
    }

    /// @param label the value by which profiles select it
    static Workspace start(String name, User user, String label) {
        Workspace workspace = new Workspace(RealNode.shared(), name);
        workspace.node().apply(manifest(name, user, label));
        workspace.awaitReady();
        return workspace;
    }

    /// As a developer's platform makes it; the rest is sudosafe's.
    private static String manifest(String name, User user, String label) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: %s
                  labels: {sudosafe.dev/workspace: "%s"}
                spec:
                  automountServiceAccountToken: false
                  terminationGracePeriodSeconds: 10
                  dnsPolicy: Default
                  securityContext: %s
                  containers:
                  - name: %s
                    image: registry.test/workspace:1
                    command: [sleep, infinity]
                    volumeMounts: [{name: project, mountPath: /project}]
                  volumes: [{name: project, emptyDir: {}}]
                """.formatted(name, RealNode.NAMESPACE, label, user.securityContext(), CONTAINER);
    }

    void awaitReady() {
        Output waited = node.kubectl()
                .withInput(
                        PATIENCE,
                        "",
                        "wait",
                        "--for=condition=Ready",
                        "pod/" + pod,
                        "-n",
                        RealNode.NAMESPACE,
                        "--timeout=120s");
        if (!waited.succeeded()) {
            throw new IllegalStateException(pod + " is not ready: " + description());
        }
    }

    /// Runs a shell script in the workspace as its user.
    Output run(String script) {
        return runIn(CONTAINER, script);
    }

    /// Runs a shell script in one of the containers.
    Output runIn(String container, String script) {
        return node.kubectl()
                .withInput(
                        PATIENCE,
                        script,
                        "exec",
                        "-i",
                        "-n",
                        RealNode.NAMESPACE,
                        pod,
                        "-c",
                        container,
                        "--",
                        "sh",
                        "-eu");
    }

    String logOfTheSidecar() {
        return node.kubectl()
                .run("logs", pod, "-c", SIDECAR, "-n", RealNode.NAMESPACE, "--tail=20")
                .out();
    }

    private String description() {
        return node.kubectl()
                        .run("describe", "pod", pod, "-n", RealNode.NAMESPACE)
                        .out()
                + logOfTheSidecar();
    }
}
