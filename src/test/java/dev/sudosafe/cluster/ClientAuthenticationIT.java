package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Authority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API server shows webhooks a client certificate (AdmissionConfiguration), and the process asks for one.
@SharedApiServer
class ClientAuthenticationIT {

    private static final Authority CLIENTS = new Authority("clients");

    @TempDir
    private Path folder;

    @Test
    void an_api_server_with_the_certificate_is_answered() throws IOException {
        try (ApiServer apiServer = ApiServer.startWith(List.of(
                        "--admission-control-config-file", configuration().toString()));
                Cluster cluster = Cluster.install(apiServer, asking(), Cluster.DEFAULT_PROFILES)) {
            cluster.namespace("dev");

            cluster.kubectl().awaitInjection(workspace());
            cluster.apply(workspace()).require();

            assertThat(cluster.get("pod", "workspace", "dev")
                            .at("/spec/hostUsers")
                            .isBoolean())
                    .isTrue();
        }
    }

    @Test
    void an_api_server_without_it_is_refused_and_so_are_workspaces(ApiServer apiServer) throws IOException {
        try (Cluster cluster = Cluster.install(apiServer, asking(), Cluster.DEFAULT_PROFILES)) {
            cluster.namespace("dev");

            SudosafeProcess.await(
                    "guarded",
                    () -> !cluster.apply(workspace(), "--dry-run=server").succeeded());
            assertThat(cluster.apply(workspace()).err())
                    .contains("expected a client certificate of an API server that is allowed here");
        }
    }

    private SudosafeProcess asking() throws IOException {
        Path authority = Files.writeString(folder.resolve("clients.crt"), CLIENTS.certificate());
        return SudosafeProcess.start(
                Map.of("SUDOSAFE_TLS_CLIENT_CA", authority.toString(), "SUDOSAFE_TLS_CLIENT_NAMES", "kube-apiserver"));
    }

    private Path configuration() throws IOException {
        Authority.Issued client = CLIENTS.client("kube-apiserver");
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                users:
                - name: "*"
                  user: {client-certificate-data: %s, client-key-data: %s}
                """.formatted(base64(client.certificate()), base64(client.key())));
        return Files.writeString(folder.resolve("admission.yaml"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AdmissionConfiguration
                plugins:
                - name: MutatingAdmissionWebhook
                  configuration: &webhooks
                    apiVersion: apiserver.config.k8s.io/v1
                    kind: WebhookAdmissionConfiguration
                    kubeConfigFile: %s
                - name: ValidatingAdmissionWebhook
                  configuration: *webhooks
                """.formatted(kubeconfig));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String workspace() {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: workspace, namespace: dev, labels: {sudosafe.dev/workspace: "true"}}
                spec: {containers: [{name: workspace, image: tools}]}
                """;
    }
}
