package dev.sudosafe.web;

import dev.sudosafe.admission.AdmissionService;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/// Our own first call to the HTTPS port, over TLS. Quarkus reports ready a moment before the port accepts, and the
/// first handshake of a JVM takes long: neither shall be the API server's experience. Then the warm-up.
@ApplicationScoped
class FirstCall {

    private static final Logger LOG = Logger.getLogger(FirstCall.class);
    private static final long RETRY_MILLIS = 100;
    /// Where clients need a certificate, which we have none of.
    private static final int REFUSED = 403;

    private static final Set<Integer> ANSWERS = Set.of(200, REFUSED);

    private final Vertx vertx;
    private final LiveProfiles profiles;
    private final AdmissionService admission;
    private final ReviewRecords records;
    private final HttpServer server;
    private final Duration warmUp;
    private volatile boolean answered;

    FirstCall(
            Vertx vertx,
            LiveProfiles profiles,
            AdmissionService admission,
            ReviewRecords records,
            HttpServer server,
            SudosafeConfig config) {
        this.vertx = vertx;
        this.profiles = profiles;
        this.admission = admission;
        this.records = records;
        this.server = server;
        this.warmUp = config.warmUp();
    }

    boolean answered() {
        return answered;
    }

    void call(@ObservesAsync HttpsServerStart started) {
        call(OwnCall.over(vertx, server.getSecurePort(), 1, false));
    }

    private void call(OwnCall own) {
        String profile = profiles.state().reviewers().keySet().stream()
                .sorted()
                .findFirst()
                .orElse("none");
        own.post(new OwnCall.Review(
                        "/validate/" + profile,
                        Buffer.buffer(CannedReview.review().toString())))
                .onComplete(call -> {
                    if (call.succeeded() && ANSWERS.contains(call.result())) {
                        own.close();
                        warmUp(call.result()).onComplete(warm -> answered = true);
                    } else {
                        LOG.debugf(call.cause(), "own call to port %d failed", own.port());
                        vertx.setTimer(RETRY_MILLIS, fired -> call(own));
                    }
                });
    }

    private Future<Void> warmUp(int status) {
        WarmUp work = new WarmUp(profiles.state().reviewers(), warmUp);
        return status == REFUSED
                ? vertx.executeBlocking(() -> {
                    work.inProcess(admission, records);
                    return null;
                })
                : work.overTls(vertx, server.getSecurePort());
    }
}
