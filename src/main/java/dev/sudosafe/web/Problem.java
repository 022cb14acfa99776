package dev.sudosafe.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The answers that are no AdmissionReview, as `v1.Status` objects, which Kubernetes clients can show.
enum Problem {
    BAD_REQUEST(400, "BadRequest", "not an AdmissionReview of admission.k8s.io/v1"),
    FORBIDDEN(403, "Forbidden", "expected a client certificate of an API server that is allowed here"),
    UNAUTHORIZED(401, "Unauthorized", "expected a bearer token of this cluster, as kubectl create token gives it"),
    NOT_FOUND(404, "NotFound", "expected /mutate/PROFILE, /validate/PROFILE or, where it is switched on, /dry-run"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "expected the method that Allow names"),
    NOT_ACCEPTABLE(406, "NotAcceptable", "expected application/json, application/yaml or text/plain in Accept"),
    REQUEST_TIMEOUT(408, "Timeout", "the body did not arrive in time"),
    TOO_LARGE(413, "RequestEntityTooLarge", "expected a body of at most 32 MiB"),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType", "expected content type application/json"),
    TOO_MANY(429, "TooManyRequests", "too many requests at once; try again in a second"),
    INTERNAL(500, "InternalError", "a bug in sudosafe; its log has the details"),
    UNAVAILABLE(503, "ServiceUnavailable", "not available now; try again later");

    private static final Logger LOG = Logger.getLogger(Problem.class);

    private final int code;
    private final String reason;
    private final String message;

    Problem(int code, String reason, String message) {
        this.code = code;
        this.reason = reason;
        this.message = message;
    }

    int code() {
        return code;
    }

    void answer(RoutingContext context) {
        answer(context, message);
    }

    void answer(RoutingContext context, String details) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        JsonObject status = new JsonObject()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", details)
                .put("reason", reason)
                .put("code", code);
        context.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .end(status.toBuffer());
    }

    /// Answers what comes by another method than a path's only one, and names that (RFC 9110, 15.5.6).
    static Handler<RoutingContext> otherThan(HttpMethod method) {
        return context -> {
            context.response().putHeader("Allow", method.name());
            METHOD_NOT_ALLOWED.answer(context, "expected " + method);
        };
    }

    /// Answers what Vert.x failed a request with, where bodies have a limit of their own.
    ///
    /// @param limit what is expected in place of a body that is too large
    static Handler<RoutingContext> failureWith(String limit) {
        return context -> {
            if (context.statusCode() == TOO_LARGE.code) {
                TOO_LARGE.answer(context, limit);
            } else {
                answerFailure(context);
            }
        };
    }

    /// Answers what Vert.x failed a request with.
    static void answerFailure(RoutingContext context) {
        switch (context.statusCode()) {
            case 400 -> BAD_REQUEST.answer(context);
            case 404 -> NOT_FOUND.answer(context);
            case 406 -> NOT_ACCEPTABLE.answer(context);
            case 408 -> REQUEST_TIMEOUT.answer(context);
            case 413 -> TOO_LARGE.answer(context);
            default -> {
                if (isDisconnect(context.failure())) {
                    return;
                }
                LOG.errorf(
                        context.failure(),
                        "review failed at %s",
                        context.request().path());
                INTERNAL.answer(context);
            }
        }
    }

    /// Whether the client went away while it sent its body.
    private static boolean isDisconnect(@Nullable Throwable failure) {
        return failure instanceof HttpClosedException || failure instanceof IOException;
    }
}
