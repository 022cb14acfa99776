package dev.sudosafe.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.audit.Comparison;
import dev.sudosafe.audit.Survey;
import dev.sudosafe.audit.SurveyLines;
import dev.sudosafe.audit.Tally;
import dev.sudosafe.cluster.AccessTo;
import dev.sudosafe.cluster.Inventory;
import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.dryrun.Candidates;
import dev.sudosafe.dryrun.DocumentReader;
import dev.sudosafe.dryrun.Input;
import dev.sudosafe.engine.Reviewer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// `POST /dry-run/cluster`: what the profiles among the documents would change for what is in the cluster. One at a
/// time, as each reads every pod.
@ApplicationScoped
class ClusterDryRunRoute {

    private static final String PATH = "/dry-run/cluster";
    private static final String LINES = "application/x-ndjson";

    /// Between two lines of progress.
    private static final int OBJECTS = 250;

    private static final int MINUTES = 30;
    private static final long MAX_BODY = 1024 * 1024;

    private static final Handler<RoutingContext> FAILURE = Problem.failureWith("expected a body of at most 1 MiB");

    private final SudosafeConfig config;
    private final Authorization authorization;
    private final LiveProfiles profiles;
    private final LiveCluster cluster;
    private final WorkerExecutor worker;
    private final AtomicBoolean busy = new AtomicBoolean();

    ClusterDryRunRoute(
            SudosafeConfig config,
            Authorization authorization,
            LiveProfiles profiles,
            LiveCluster cluster,
            Vertx vertx) {
        this.config = config;
        this.authorization = authorization;
        this.profiles = profiles;
        this.cluster = cluster;
        this.worker = vertx.createSharedWorkerExecutor("surveys", 1, MINUTES, TimeUnit.MINUTES);
    }

    void register(@Observes Router router) {
        if (config.dryRun().enabled()) {
            router.post(PATH).handler(ClusterDryRunRoute::requireManifestsOrNothing);
            router.post(PATH).handler(authorization.require(AccessTo.CLUSTER_DRY_RUNS));
            router.post(PATH)
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                    .failureHandler(FAILURE);
            router.post(PATH).handler(this::answer).failureHandler(FAILURE);
            router.route(PATH).handler(Problem.otherThan(HttpMethod.POST));
        }
    }

    /// A form would be read as one, and refused when its only field is that large.
    private static void requireManifestsOrNothing(RoutingContext context) {
        if (context.request().headers().contains("Content-Type")) {
            DryRunRoutes.requireManifests(context);
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context) {
        String body = Optional.ofNullable(context.body().asString()).orElse("");
        context.vertx()
                .executeBlocking(() -> Candidates.among(DocumentReader.read(new Input.Text("-", body))), false)
                .onSuccess(candidates -> answer(context, candidates))
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, Candidates candidates) {
        Optional<Inventory> inventory = cluster.inventory();
        if (!candidates.problems().isEmpty()) {
            Problem.BAD_REQUEST.answer(context, String.join("\n", candidates.problems()));
        } else if (!candidates.others().isEmpty()) {
            Problem.BAD_REQUEST.answer(
                    context,
                    "documents that are no WorkspaceProfile: POST /dry-run judges them; send profiles, or nothing");
        } else if (inventory.isEmpty()) {
            Problem.UNAVAILABLE.answer(context, "sudosafe has no connection to the API server");
        } else if (!busy.compareAndSet(false, true)) {
            Problem.TOO_MANY.answer(context, "another one is under way; try again when it has ended");
        } else {
            survey(context, inventory.get(), candidates);
        }
    }

    private void survey(RoutingContext context, Inventory inventory, Candidates candidates) {
        Lines lines = new Lines(context.response().putHeader("Content-Type", LINES));
        List<Reviewer> today = List.copyOf(profiles.state().reviewers().values());
        List<Reviewer> then =
                candidates.profiles().isEmpty() ? today : candidates.installedOver(today, profiles::asInstalled);
        worker.executeBlocking(
                        () -> {
                            tell(new Survey(inventory, Inventory.kinds(), today, then), lines);
                            return null;
                        },
                        false)
                .onComplete(done -> {
                    // First, as whoever reads the end may ask again at once.
                    busy.set(false);
                    if (done.failed()) {
                        context.fail(done.cause());
                    } else {
                        lines.end();
                    }
                });
    }

    private static void tell(Survey survey, Lines lines) {
        Teller teller = new Teller(lines);
        try {
            survey.tell(teller);
            lines.write(SurveyLines.summary(teller.objects, teller.tally));
        } catch (Inventory.UnreadableException e) {
            lines.write(SurveyLines.error(String.valueOf(e.getMessage())));
        }
    }

    /// Writes down what a survey finds.
    private static final class Teller implements Survey.Listener {

        private final Lines lines;
        private final Tally tally = new Tally();
        private int objects;

        Teller(Lines lines) {
            this.lines = lines;
        }

        @Override
        public void judged(ObjectNode object, Comparison comparison) {
            tally.add(comparison);
            comparison.change().ifPresent(change -> lines.write(SurveyLines.change(comparison, change)));
        }

        @Override
        public void progress(int soFar) {
            objects = soFar;
            if (soFar % OBJECTS == 0) {
                lines.write(SurveyLines.progress(soFar));
            }
        }

        @Override
        public boolean isGone() {
            return lines.isGone();
        }
    }
}
