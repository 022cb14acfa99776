package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.web.DevelopmentCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Ways past what was injected, tried on a real API server: by a webhook that acts after ours, by an update, and by
/// pretending to be a static pod.
@SharedApiServer
class EvasionIT {

    private static final String ANNOTATION = "test.example.com/set";

    private static Cluster cluster;
    private static Vertx vertx;
    private static TemporaryFolder folder;

    @BeforeAll
    static void start(ApiServer apiServer, SudosafeProcess sudosafe) throws Exception {
        cluster = Cluster.install(apiServer, sudosafe, Cluster.DEFAULT_PROFILES);
        cluster.namespace("dev");
        cluster.kubectl()
                .run("create", "clusterrolebinding", "nodes", "--clusterrole=system:node", "--group=system:nodes")
                .require();
        vertx = Vertx.vertx();
        folder = TemporaryFolder.create("sudosafe-other-webhook");
        installOtherWebhook(DevelopmentCertificate.create(folder.path()));
        SudosafeProcess.await(
                "calling the other one",
                () -> create(
                                "tried",
                                patch("/spec/containers/0/securityContext/privileged", "true"),
                                "--dry-run=server")
                        .err()
                        .contains("privileged containers"));
    }

    @AfterAll
    static void stop() {
        vertx.close();
        folder.close();
    }

    @Test
    void a_webhook_that_acts_after_ours_cannot_make_a_container_privileged() {
        Output refused = create("privileged-later", patch("/spec/containers/0/securityContext/privileged", "true"));

        assertThat(refused.err()).contains("privileged containers (container \"workspace\"");
    }

    @Test
    void a_webhook_that_acts_after_ours_cannot_take_the_isolation_away() {
        String both = "[{\"op\": \"replace\", \"path\": \"/spec/hostUsers\", \"value\": true},"
                + " {\"op\": \"remove\", \"path\": \"/spec/initContainers/0\"}]";
        assertThat(create("shared-later", both).err())
                .contains("no isolation that the profile allows (hostUsers \"true\"");
    }

    @Test
    void a_webhook_that_acts_after_ours_cannot_put_its_own_image_into_the_sidecar() {
        assertThat(create("imitated-later", patch("/spec/initContainers/0/image", "\"evil\""))
                        .err())
                .contains("docker sidecar other than the injected one", "at spec.initContainers[0].image");
    }

    @Test
    void a_webhook_that_acts_after_ours_may_add_a_label() {
        Output created = create("labelled-later", patch("/metadata/labels/team", "\"blue\""));

        assertThat(created.err()).isEmpty();
        assertThat(cluster.get("pod", "labelled-later", "dev")
                        .at("/metadata/labels/team")
                        .asText())
                .isEqualTo("blue");
    }

    @Test
    void the_image_of_a_running_sidecar_cannot_be_changed() {
        create("sidecar-image", "").require();

        Output refused =
                cluster.kubectl().run("set", "image", "pod/sidecar-image", "-n", "dev", "sudosafe-docker=evil");

        assertThat(refused.err()).contains("docker sidecar other than the injected one", ".image)");
    }

    @Test
    void the_image_of_a_running_workspace_can() {
        create("workspace-image", "").require();

        assertThat(cluster.kubectl()
                        .run("set", "image", "pod/workspace-image", "-n", "dev", "workspace=example.com/w:2")
                        .exitCode())
                .isZero();
    }

    @Test
    void a_developer_s_pod_is_no_mirror_pod() {
        assertThat(mirror("pretended").err()).contains("mirror pods (made by \"");
    }

    @Test
    void a_kubelet_s_mirror_pod_is_admitted_with_warnings() {
        Output created = mirror("static-node-1", "--as=system:node:node-1", "--as-group=system:nodes");

        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(created.err())
                .contains("Warning: mirror pods (made by \"system:node:node-1\"")
                .contains("Warning: no isolation that the profile allows");
    }

    private static Output mirror(String name, String... identity) {
        return cluster.kubectl().withInput("""
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: %s
                          namespace: dev
                          labels: {sudosafe.dev/workspace: "true"}
                          annotations: {kubernetes.io/config.mirror: x}
                        spec:
                          nodeName: node-1
                          automountServiceAccountToken: false
                          containers: [{name: workspace, image: example.com/w}]
                        """.formatted(name), with(identity));
    }

    private static String[] with(String... identity) {
        String[] command = {"create", "-f", "-"};
        String[] all = Arrays.copyOf(command, command.length + identity.length);
        System.arraycopy(identity, 0, all, command.length, identity.length);
        return all;
    }

    private static String patch(String path, String value) {
        return "[{\"op\": \"add\", \"path\": \"%s\", \"value\": %s}]".formatted(path, value);
    }

    /// @param later the JSON Patch that the other webhook answers with
    private static Output create(String name, String later, String... options) {
        return cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: dev
                  labels: {sudosafe.dev/workspace: "true"}
                  annotations: {%s: '%s'}
                spec:
                  automountServiceAccountToken: false
                  containers: [{name: workspace, image: example.com/w, securityContext: {allowPrivilegeEscalation: true}}]
                """.formatted(name, ANNOTATION, later), options);
    }

    /// A webhook that is called after ours, as its configuration's name comes later, and does what the pod's
    /// annotation says.
    private static void installOtherWebhook(DevelopmentCertificate certificate) throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(certificate.certificate().toString())
                                .setKeyPath(certificate.key().toString())))
                .requestHandler(EvasionIT::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        cluster.apply("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: MutatingWebhookConfiguration
                        metadata: {name: zzz-other}
                        webhooks:
                        - name: other.example.com
                          admissionReviewVersions: [v1]
                          sideEffects: None
                          clientConfig: {url: "https://127.0.0.1:%d/", caBundle: %s}
                          rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                        """.formatted(server.actualPort(), base64(certificate))).require();
    }

    private static String base64(DevelopmentCertificate certificate) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(certificate.certificate()));
    }

    private static void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            JsonObject review = body.toJsonObject();
            JsonObject asked = review.getJsonObject("request");
            JsonNode patch = Cluster.json(asked.toString())
                    .at("/object/metadata/annotations")
                    .path(ANNOTATION);
            String operations = patch.asText().isEmpty() ? new JsonArray().toString() : patch.asText();
            JsonObject response = new JsonObject()
                    .put("uid", asked.getString("uid"))
                    .put("allowed", true)
                    .put("patchType", "JSONPatch")
                    .put("patch", Base64.getEncoder().encodeToString(operations.getBytes(StandardCharsets.UTF_8)));
            review.remove("request");
            request.response().end(review.put("response", response).toBuffer());
        });
    }
}
