package dev.sudosafe.bench;

import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.Fetched;
import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Gatekeeper's webhook with six rules of baseline in Rego, beside a real API server, which has its templates and
/// constraints.
final class Gatekeeper {

    private static final Path MANIFESTS = Path.of("src", "bench", "resources", "gatekeeper");

    private Gatekeeper() {}

    static RunningServer start(Servers servers) throws IOException {
        Path folder = Fetched.folder("src/test/programs/fetch", "gatekeeper");
        Kubectl kubectl = servers.apiServer.kubectl();
        kubectl.run("create", "-f", folder.resolve("crds").toString()).require();
        Cluster.namespace(kubectl, "gatekeeper-system");
        // It keeps its status with the pod that it is.
        kubectl.run("run", "bench", "-n", "gatekeeper-system", "--image=gatekeeper").require();
        SudosafeProcess.await("its templates known", () -> apply(kubectl, "templates.yaml"));
        int port = RunningServer.freePort();
        int health = RunningServer.freePort();
        List<String> command = List.of(
                folder.resolve("bin").resolve("gatekeeper").toString(),
                "--kubeconfig=" + servers.kubeconfig(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--health-addr=127.0.0.1:" + health,
                "--cert-dir=" + servers.folder(),
                "--disable-cert-rotation",
                "--prometheus-port=" + RunningServer.freePort(),
                "--operation=webhook",
                "--operation=generate",
                "--log-level=ERROR");
        Map<String, String> environment = Map.of("POD_NAMESPACE", "gatekeeper-system", "POD_NAME", "bench");
        RunningServer server = RunningServer.launch(
                command, environment, port, URI.create("http://127.0.0.1:%d/readyz".formatted(health)));
        try {
            SudosafeProcess.await("its constraints known", () -> apply(kubectl, "constraints.yaml"));
            server.awaitReady();
            URI admit = server.url("/v1/admit");
            SudosafeProcess.await("its constraints in force", () -> refuses(admit));
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static boolean apply(Kubectl kubectl, String file) {
        return kubectl.run("apply", "-f", MANIFESTS.resolve(file).toString()).succeeded();
    }

    private static boolean refuses(URI admit) throws IOException {
        try {
            Answers.require(admit, Review.REFUSED.validating(), false);
            return true;
        } catch (IllegalStateException | IOException e) {
            return false;
        }
    }
}
