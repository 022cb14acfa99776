package dev.sudosafe.web;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Set;
import org.jboss.logging.Logger;

/// Our own first call to the HTTPS port, over TLS. Quarkus reports ready a moment before the port accepts, and the
/// first handshake of a JVM takes long: neither shall be the API server's experience.
@ApplicationScoped
class FirstCall {

    private static final Logger LOG = Logger.getLogger(FirstCall.class);
    private static final long RETRY_MILLIS = 100;
    /// Refused where clients need a certificate, which we have none of.
    private static final Set<Integer> ANSWERS = Set.of(200, 403);

    private final Vertx vertx;
    private final LiveProfiles profiles;
    private final HttpServer server;
    private volatile boolean answered;

    FirstCall(Vertx vertx, LiveProfiles profiles, HttpServer server) {
        this.vertx = vertx;
        this.profiles = profiles;
        this.server = server;
    }

    boolean answered() {
        return answered;
    }

    void call(@ObservesAsync HttpsServerStart started) {
        // To our own port on loopback, whose certificate is for the Service's name.
        HttpClientOptions options =
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
        call(vertx.createHttpClient(options), server.getSecurePort());
    }

    private void call(HttpClient client, int port) {
        String path = "/validate/"
                + profiles.state().reviewers().keySet().stream()
                        .sorted()
                        .findFirst()
                        .orElse("none");
        client.request(HttpMethod.POST, port, "localhost", path)
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .send(CannedReview.review().toString()))
                .onComplete(call -> {
                    if (call.succeeded() && ANSWERS.contains(call.result().statusCode())) {
                        answered = true;
                        client.close();
                    } else {
                        LOG.debugf(call.cause(), "own call to port %d failed", port);
                        vertx.setTimer(RETRY_MILLIS, fired -> call(client, port));
                    }
                });
    }
}
