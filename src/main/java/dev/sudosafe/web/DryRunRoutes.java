package dev.sudosafe.web;

import dev.sudosafe.cluster.AccessTo;
import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.dryrun.DiffReport;
import dev.sudosafe.dryrun.JsonReport;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.dryrun.Palette;
import dev.sudosafe.dryrun.TextReport;
import dev.sudosafe.manifest.ManifestWriter;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// `POST /dry-run`: what the doors would say of documents, with the profiles in force and those among the documents.
/// On a thread of its own, one at a time, so that the doors hardly notice.
@ApplicationScoped
class DryRunRoutes {

    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String TEXT = "text/plain";

    private static final Set<String> MANIFESTS =
            Set.of(JSON, YAML, TEXT, "application/x-yaml", "text/yaml", "text/x-yaml");

    /// In bytes. All manifests of a large platform are well below it; more is for `sudosafe check`.
    private static final long MAX_BODY = 4L * 1024 * 1024;

    private static final Handler<RoutingContext> FAILURE =
            Problem.failureWith("expected a body of at most 4 MiB: use sudosafe check for more");

    /// How many may wait for their turn.
    private static final int MOST_WAITING = 16;

    private final SudosafeConfig config;
    private final Authorization authorization;
    private final LiveProfiles profiles;
    private final LiveCluster cluster;
    private final WorkerExecutor worker;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    DryRunRoutes(
            SudosafeConfig config,
            Authorization authorization,
            LiveProfiles profiles,
            LiveCluster cluster,
            Vertx vertx) {
        this.config = config;
        this.authorization = authorization;
        this.profiles = profiles;
        this.cluster = cluster;
        this.worker = vertx.createSharedWorkerExecutor("dry-runs", 1);
    }

    void register(@Observes Router router) {
        if (config.dryRun().enabled()) {
            route(router).handler(DryRunRoutes::requireManifests);
            route(router).handler(authorization.require(AccessTo.DRY_RUNS));
            route(router)
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                    .failureHandler(FAILURE);
            route(router).handler(this::answer).failureHandler(FAILURE);
            router.post("/dry-run").handler(Problem.NOT_ACCEPTABLE::answer);
            router.route("/dry-run").handler(Problem.otherThan(HttpMethod.POST));
        }
    }

    private static Route route(Router router) {
        return router.post("/dry-run").produces(JSON).produces(YAML).produces(TEXT);
    }

    /// Not what curl sends of itself, which would be read as a form.
    static void requireManifests(RoutingContext context) {
        String type = String.valueOf(context.request().getHeader("Content-Type"))
                .split(";", 2)[0]
                .strip();
        if (MANIFESTS.contains(type.toLowerCase(Locale.ROOT))) {
            context.next();
        } else {
            Problem.UNSUPPORTED_MEDIA_TYPE.answer(
                    context, "expected content type application/yaml or application/json, as of curl -H");
        }
    }

    private void answer(RoutingContext context) {
        if (!places.tryAcquire()) {
            Problem.TOO_MANY.answer(context);
            return;
        }
        context.addEndHandler(ended -> places.release());
        byte[] body = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        worker.executeBlocking(() -> rendered(context, body), false).onComplete(done -> {
            if (done.succeeded()) {
                context.response()
                        .putHeader("Content-Type", type(context) + "; charset=utf-8")
                        .end(done.result());
            } else if (done.cause() instanceof DryRunQuery.UnusableException e) {
                Problem.BAD_REQUEST.answer(context, String.valueOf(e.getMessage()));
            } else {
                context.fail(done.cause());
            }
        });
    }

    private String rendered(RoutingContext context, byte[] body) throws DryRunQuery.UnusableException {
        Map<String, Optional<Map<String, String>>> namespaces = new HashMap<>();
        List<Outcome> outcomes = DryRunQuery.of(context.queryParams())
                .judge(
                        text(body),
                        profiles.state().reviewers().values(),
                        profiles::asInstalled,
                        name -> namespaces.computeIfAbsent(name, cluster::namespaceLabels));
        return switch (type(context)) {
            case YAML -> ManifestWriter.write(List.of(JsonReport.withPods(outcomes)));
            case TEXT -> new TextReport(Palette.PLAIN).render(outcomes) + DiffReport.render(outcomes);
            default -> JsonReport.withPods(outcomes) + "\n";
        };
    }

    private static String type(RoutingContext context) {
        return Optional.ofNullable(context.getAcceptableContentType()).orElse(JSON);
    }

    private static String text(byte[] body) throws DryRunQuery.UnusableException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DryRunQuery.UnusableException("not UTF-8: send the documents as UTF-8");
        }
    }
}
