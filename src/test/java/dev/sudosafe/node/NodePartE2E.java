package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What the chart puts on the node, and what sudosafe knows of it.
class NodePartE2E {

    private static final RealNode NODE = RealNode.shared();

    @Test
    void the_seccomp_profile_of_the_chart_is_on_the_node() {
        assertThat(NODE.run("cat /var/lib/kubelet/seccomp/sudosafe/rootless-docker.json")
                        .require()
                        .strip())
                .isEqualTo(Documents.text(Path.of("helm/sudosafe/files/node/rootless-docker.json"))
                        .strip());
    }

    @Test
    void the_node_can_run_the_isolation_and_the_sidecar_says_sudosafe() {
        String facts = NODE.run("curl -sk -H 'Authorization: Bearer test' https://127.0.0.1:8443/facts")
                .require();

        assertThat(facts).contains("\"node\"", "UserNamespace").doesNotContain("not supported");
    }

    @Test
    void under_the_runtime_s_own_seccomp_profile_the_engine_does_not_start() {
        String pod = NODE.kubectl()
                .run("get", "pod", Workspace.of(User.CODER).pod(), "-n", RealNode.NAMESPACE, "-o", "json")
                .require()
                .replace("\"localhostProfile\": \"sudosafe/rootless-docker.json\",", "")
                .replace("\"type\": \"Localhost\"", "\"type\": \"RuntimeDefault\"")
                .replaceAll("\"name\": \"coder\"", "\"name\": \"without-profile\"")
                .replaceAll("\"(nodeName|resourceVersion|uid|creationTimestamp)\": \"[^\"]*\",", "")
                .replace("\"sudosafe.dev/workspace\": \"true\"", "\"unguarded\": \"true\"");
        NODE.kubectl().withInput(pod, "create", "-f", "-").require();

        Output ready = NODE.kubectl()
                .run("wait", "--for=condition=Ready", "pod/without-profile", "-n", RealNode.NAMESPACE, "--timeout=15s");

        assertThat(ready.succeeded()).isFalse();
        SudosafeProcess.await(
                "told why",
                () -> new Workspace(NODE, "without-profile").logOfTheSidecar().contains("operation not permitted"));
        NODE.kubectl()
                .run("delete", "pod", "without-profile", "-n", RealNode.NAMESPACE, "--wait=false")
                .require();
    }
}
