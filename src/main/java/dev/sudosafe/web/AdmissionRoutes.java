package dev.sudosafe.web;

import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.admission.Reviewed;
import dev.sudosafe.web.LargeBodies.Turn;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `POST /mutate/{profile}` and `POST /validate/{profile}`. Reviews of ordinary size are answered on the event loop,
/// as they take less time than a change of threads.
@ApplicationScoped
class AdmissionRoutes {

    /// A finalizer's removal from a pod of 1 MB makes a review of 12 MB; no legal pod shall be refused for its size.
    private static final long MAX_BODY = 32L * 1024 * 1024;

    /// How long a large body may take, in milliseconds: twice the webhooks' timeout.
    private static final long LARGE_BODY_TIMEOUT = 10_000;

    /// What nginx calls it; no client sees it.
    private static final int CLIENT_GONE = 499;

    private final AdmissionService admission;
    private final ClientCertificates clients;
    private final ReviewMetrics metrics;
    private final ReviewRecords records;
    private final Vertx vertx;
    private final LargeBodies largeBodies = new LargeBodies();
    private final Handler<RoutingContext> bodyReader =
            BodyHandler.create(false).setBodyLimit(MAX_BODY).setPreallocateBodyBuffer(true);

    AdmissionRoutes(
            AdmissionService admission,
            ClientCertificates clients,
            ReviewMetrics metrics,
            ReviewRecords records,
            Vertx vertx) {
        this.admission = admission;
        this.clients = clients;
        this.metrics = metrics;
        this.records = records;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        for (Door door : Door.values()) {
            String path = "/" + door.name().toLowerCase(Locale.ROOT) + "/:profile";
            // One route for all, as each matches the path anew.
            router.post(path)
                    .handler(this::count)
                    .handler(clients::admit)
                    .handler(this::admit)
                    .handler(context -> answer(door, context))
                    .failureHandler(Problem::answerFailure);
            router.route(path).handler(Problem.otherThan(HttpMethod.POST));
        }
        router.errorHandler(400, Problem::answerFailure).errorHandler(404, Problem::answerFailure);
    }

    private void count(RoutingContext context) {
        metrics.begin();
        context.addEndHandler(
                ended -> metrics.end(ended.succeeded() ? context.response().getStatusCode() : CLIENT_GONE));
        context.next();
    }

    /// Reads the body, once what its head says of it is right.
    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        long length = length(request.getHeader("Content-Length"));
        if (!isJson(request.getHeader("Content-Type"))) {
            Problem.UNSUPPORTED_MEDIA_TYPE.answer(context);
        } else if (length > MAX_BODY) {
            Problem.TOO_LARGE.answer(context);
        } else if (length >= LargeBodies.THRESHOLD) {
            queue(context);
        } else {
            bodyReader.handle(context);
        }
    }

    private void queue(RoutingContext context) {
        var loop = vertx.getOrCreateContext();
        context.request().pause();
        Turn turn = largeBodies.enter(() -> loop.runOnContext(ignored -> start(context)));
        context.addEndHandler(ended -> turn.end());
    }

    private void start(RoutingContext context) {
        long timer = vertx.setTimer(LARGE_BODY_TIMEOUT, fired -> giveUp(context));
        context.addBodyEndHandler(written -> vertx.cancelTimer(timer));
        bodyReader.handle(context);
        context.request().resume();
    }

    /// Also closes the connection, or the rest of the body would still be collected when others have their turn.
    private static void giveUp(RoutingContext context) {
        context.addEndHandler(ended -> context.request().connection().close());
        context.fail(408);
    }

    private void answer(Door door, RoutingContext context) {
        long started = System.nanoTime();
        if (!OwnCall.made(context.request())) {
            context.addBodyEndHandler(written -> metrics.time(door, System.nanoTime() - started));
        }
        Buffer body = context.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        if (bytes.length < LargeBodies.THRESHOLD) {
            answer(door, context, bytes);
        } else {
            vertx.executeBlocking(() -> review(door, context, bytes), false).onComplete(done -> {
                if (done.succeeded()) {
                    send(context, done.result());
                } else if (done.cause() instanceof NotAReviewException e) {
                    Problem.BAD_REQUEST.answer(context, e.getMessage());
                } else {
                    context.fail(done.cause());
                }
            });
        }
    }

    private void answer(Door door, RoutingContext context, byte[] bytes) {
        try {
            send(context, review(door, context, bytes));
        } catch (NotAReviewException e) {
            Problem.BAD_REQUEST.answer(context, e.getMessage());
        }
    }

    private Reviewed review(Door door, RoutingContext context, byte[] bytes) throws NotAReviewException {
        return admission.review(door, context.pathParam("profile"), bytes);
    }

    /// No pod waits for the records.
    private void send(RoutingContext context, Reviewed reviewed) {
        HttpServerResponse response = context.response();
        // A large one that was given up meanwhile has been.
        if (!response.ended()) {
            response.putHeader("Content-Type", "application/json").end(Buffer.buffer(reviewed.answer()));
        }
        records.add(reviewed);
    }

    /// A body of unknown length counts as large.
    private static long length(@Nullable String header) {
        try {
            return header == null ? LargeBodies.THRESHOLD : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return LargeBodies.THRESHOLD;
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }
}
