package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The pods as their authors write them.
final class Pods {

    private static final Path GITLAB = Path.of("src/main/resources/dev/sudosafe/web/workspace.json");

    private static final int VARIABLES = 60;
    private static final int SIDECARS = 4;
    private static final int VOLUMES = 8;
    private static final int ANNOTATIONS = 16;

    private Pods() {}

    static JsonNode of(Review review) throws IOException {
        return switch (review.name()) {
            case "small" -> small();
            case "gitlab" -> gitlab();
            case "large" -> large();
            case "refused" -> refused();
            default -> throw new IllegalArgumentException(review.name());
        };
    }

    private static JsonNode small() {
        return Documents.tree("""
                apiVersion: v1
                kind: Pod
                metadata: {name: small, namespace: bench, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  containers: [{name: workspace, image: "registry.example.com/tools:1"}]
                """);
    }

    private static JsonNode gitlab() throws IOException {
        ObjectNode pod = (ObjectNode) new JsonMapper().readTree(GITLAB.toFile());
        ((ObjectNode) pod.path("metadata")).put("namespace", Servers.NAMESPACE).remove("ownerReferences");
        ((ObjectNode) pod.path("metadata")).put("name", "gitlab");
        ObjectNode spec = (ObjectNode) pod.path("spec");
        spec.put("serviceAccountName", "default").remove(List.of("serviceAccount", "priority", "preemptionPolicy"));
        return pod;
    }

    /// GitLab's, with what collects in a large organisation.
    private static JsonNode large() throws IOException {
        ObjectNode pod = (ObjectNode) gitlab();
        ObjectNode metadata = (ObjectNode) pod.path("metadata");
        metadata.put("name", "large");
        for (int at = 0; at < ANNOTATIONS; at++) {
            metadata.withObject("/annotations")
                    .put("platform.example.com/setting-" + at, "a value that some controller of the platform reads " + at);
        }
        ArrayNode volumes = pod.withArray("/spec/volumes");
        for (int at = 0; at < VOLUMES; at++) {
            volumes.addObject().put("name", "settings-" + at).putObject("configMap").put("name", "workspace-settings-" + at);
        }
        ObjectNode workspace = (ObjectNode) pod.at("/spec/containers/0");
        fill(workspace);
        for (int at = 0; at < SIDECARS; at++) {
            ObjectNode sidecar = pod.withArray("/spec/containers").addObject();
            sidecar.put("name", "sidecar-" + at).put("image", "registry.example.com/platform/sidecar-%d:1.2.3".formatted(at));
            sidecar.putArray("args").add("--listen=127.0.0.1:%d".formatted(9100 + at)).add("--verbosity=2");
            sidecar.putObject("resources").putObject("requests").put("cpu", "10m").put("memory", "32Mi");
        }
        return pod;
    }

    private static void fill(ObjectNode workspace) {
        for (int at = 0; at < VARIABLES; at++) {
            workspace.withArray("env").addObject()
                    .put("name", "PLATFORM_SETTING_" + at)
                    .put("value", "https://service-%d.platform.example.com/api/v4".formatted(at));
        }
        for (int at = 0; at < VOLUMES; at++) {
            workspace.withArray("volumeMounts").addObject()
                    .put("name", "settings-" + at)
                    .put("mountPath", "/etc/platform/settings-" + at)
                    .put("readOnly", true);
        }
    }

    /// What the API server itself refuses beside hostUsers: false, as the host's network, is not in it.
    private static JsonNode refused() {
        return Documents.tree("""
                apiVersion: v1
                kind: Pod
                metadata: {name: refused, namespace: bench, labels: {sudosafe.dev/workspace: "true"}}
                spec:
                  securityContext: {sysctls: [{name: kernel.msgmax, value: "65536"}]}
                  volumes:
                  - {name: root, hostPath: {path: /}}
                  - {name: socket, hostPath: {path: /var/run/docker.sock}}
                  containers:
                  - name: workspace
                    image: registry.example.com/tools:1
                    ports: [{containerPort: 80, hostPort: 80}]
                    securityContext:
                      privileged: true
                      capabilities: {add: [SYS_ADMIN, NET_ADMIN]}
                      seccompProfile: {type: Unconfined}
                      appArmorProfile: {type: Unconfined}
                      procMount: Unmasked
                    volumeMounts:
                    - {name: root, mountPath: /host}
                    - {name: socket, mountPath: /var/run/docker.sock}
                  - name: second
                    image: registry.example.com/tools:1
                    securityContext:
                      privileged: true
                """);
    }
}
