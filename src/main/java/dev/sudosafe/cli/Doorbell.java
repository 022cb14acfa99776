package dev.sudosafe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.dryrun.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/// Asks a door of a running webhook, over TLS, for its answer to a review.
record Doorbell(HttpClient client) implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FORBIDDEN = 403;

    /// One that trusts the certificates of the first of these files that exists.
    static Doorbell trusting(List<Path> authorities) throws IOException, GeneralSecurityException {
        Path file = authorities.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IOException("none of the files " + authorities + " exists"));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry(String.valueOf(store.size()), certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException(file + " holds no certificate");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new Doorbell(
                HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build());
    }

    /// What is wrong with the answer; empty if it judges the pod, whatever it says of it.
    Optional<Problem> ring(URI door) throws InterruptedException {
        String uid = UUID.randomUUID().toString();
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(review(uid)))
                .build();
        try {
            return problem(door, uid, client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (JsonProcessingException e) {
            return wrong(door, "the answer is no JSON", "is this the webhook's port?");
        } catch (SSLException e) {
            return wrong(door, "no TLS (" + e.getMessage() + ")", "trust the authority of the webhook's certificate");
        } catch (ConnectException e) {
            return wrong(door, "no connection", "look for pods that are ready behind the Service");
        } catch (IOException e) {
            return wrong(door, "no answer (" + e + ")", "see the log of its pods");
        }
    }

    private static Optional<Problem> problem(URI door, String uid, HttpResponse<String> answer)
            throws JsonProcessingException {
        if (answer.statusCode() != 200) {
            return wrong(door, "HTTP " + answer.statusCode(), "see the log of its pods");
        }
        JsonNode response = JSON.readTree(answer.body()).path("response");
        if (!response.path("uid").asText().equals(uid)
                || !response.path("allowed").isBoolean()) {
            return wrong(door, "the answer is to no review of ours", "is this the webhook's port?");
        }
        JsonNode status = response.path("status");
        return response.path("allowed").booleanValue() || status.path("code").intValue() == FORBIDDEN
                ? Optional.empty()
                : wrong(door, status.path("message").asText(), "wait for a minute, and see the log of its pods");
    }

    private static Optional<Problem> wrong(URI door, String what, String remedy) {
        return Optional.of(new Problem(door.toString(), what, remedy));
    }

    /// For a pod that the validating door refuses, unless its profile only warns.
    private static String review(String uid) {
        ObjectNode review = JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.put("kind", "AdmissionReview").putObject("request");
        request.put("uid", uid).put("operation", "CREATE").put("dryRun", true);
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        ObjectNode pod = request.putObject("object").put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "probe");
        pod.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "workspace")
                .put("image", "workspace")
                .putObject("securityContext")
                .put("privileged", true);
        return review.toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
