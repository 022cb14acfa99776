package dev.sudosafe.web;

import dev.sudosafe.cluster.Access;
import dev.sudosafe.cluster.AccessTo;
import dev.sudosafe.cluster.LiveCluster;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets through who may, by the rules of the cluster: the token is looked at by the API server (TokenReview), and its
/// owner needs leave for a resource that only rules know (SubjectAccessReview). Never from a cookie, and nothing of a
/// token is logged.
@ApplicationScoped
class Authorization {

    /// RFC 6750. Service account tokens have 1 to 2 kB, those of identity providers seldom more than 8.
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer ([A-Za-z0-9._~+/=-]{1,16384})");

    private static final int THREADS = 2;

    private final SudosafeConfig.DryRun config;
    private final TokenGate gate;
    private final WorkerExecutor questions;

    Authorization(SudosafeConfig config, LiveCluster cluster, Vertx vertx) {
        this.config = config.dryRun();
        Set<String> audiences = this.config.audiences().orElse(Set.of());
        this.gate = new TokenGate((token, what) -> cluster.review(token, audiences, what));
        this.questions = vertx.createSharedWorkerExecutor("access-reviews", THREADS);
    }

    /// Goes on for who may do this, or answers 401, 403, 429 or 503.
    Handler<RoutingContext> require(AccessTo what) {
        return context -> bearer(context.request())
                .ifPresentOrElse(token -> admit(context, token, what), () -> challenge(context));
    }

    private void admit(RoutingContext context, String token, AccessTo what) {
        Optional<Access> known = config.token()
                .<Access>map(only -> isSame(only, token) ? new Access.Allowed("local") : new Access.Unauthenticated())
                .or(() -> gate.remembered(token, what));
        if (known.isPresent()) {
            decide(context, known.get(), what);
        } else if (!gate.hasRoom()) {
            Problem.TOO_MANY.answer(context);
        } else {
            ask(context, token, what);
        }
    }

    private void ask(RoutingContext context, String token, AccessTo what) {
        context.request().pause();
        questions.executeBlocking(() -> gate.ask(token, what), false).onComplete(answer -> {
            context.request().resume();
            if (answer.succeeded()) {
                decide(context, answer.result(), what);
            } else {
                context.fail(answer.cause());
            }
        });
    }

    private static void decide(RoutingContext context, Access access, AccessTo what) {
        switch (access) {
            case Access.Allowed allowed -> context.next();
            case Access.Forbidden(String user) ->
                Problem.FORBIDDEN.answer(
                        context,
                        "user \"%s\" may not %s: bind the ClusterRole sudosafe-admin, or a rule of your own, to them"
                                .formatted(user, what));
            case Access.Unauthenticated no -> challenge(context);
            case Access.Unknown(String why) ->
                Problem.UNAVAILABLE.answer(context, "the token cannot be looked at: " + why);
        }
    }

    private static void challenge(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer realm=\"sudosafe\"");
        Problem.UNAUTHORIZED.answer(context);
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        Matcher matcher =
                BEARER.matcher(request.headers().contains("Authorization") ? request.getHeader("Authorization") : "");
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// In a time that does not tell how much of it is right.
    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
