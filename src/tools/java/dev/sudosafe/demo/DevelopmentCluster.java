package dev.sudosafe.demo;

import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.cluster.Chart;
import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.cluster.KubernetesBinaries;
import dev.sudosafe.cluster.TemporaryFolder;
import dev.sudosafe.web.DevelopmentCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// `make dev`: Quarkus in dev mode, which recompiles on each call, behind the webhooks of a real API server.
public final class DevelopmentCluster {

    /// Where dev mode listens.
    private static final String URL = "https://127.0.0.1:8443";

    private DevelopmentCluster() {}

    public static void main(String... arguments) throws Exception {
        Screen screen = Screen.standard();
        TemporaryFolder folder = TemporaryFolder.create("sudosafe-dev");
        Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
        DevelopmentCertificate certificate = DevelopmentCertificate.create(folder.path());
        ApiServer apiServer = screen.timed("etcd and kube-apiserver " + KubernetesBinaries.VERSION, ApiServer::start);
        Kubectl kubectl = apiServer.kubectl();
        String caBundle = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate.certificate()));
        kubectl.withInput(Chart.admission(URL, caBundle, Cluster.DEFAULT_PROFILES, "{}"), "apply", "-f", "-")
                .require();
        kubectl.run("create", "serviceaccount", "default", "-n", "default").require();
        screen.command("export KUBECONFIG=" + kubectl.kubeconfig());
        screen.command("alias kubectl=" + kubectl.binary());
        System.exit(devMode(certificate.certificate(), certificate.key()));
    }

    private static int devMode(Path certificate, Path key) throws Exception {
        return new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "-ntp",
                        "quarkus:dev",
                        "-Dsudosafe.tls.certificate=" + certificate,
                        "-Dsudosafe.tls.key=" + key)
                .inheritIO()
                .start()
                .waitFor();
    }
}
