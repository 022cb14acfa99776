package dev.sudosafe.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sudosafe.cluster.AccessTo;
import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.manifest.ManifestWriter;
import dev.sudosafe.placement.FactsReport;
import dev.sudosafe.profile.ProfileWriter;
import dev.sudosafe.profile.WorkspaceProfile;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What this process judges by: `GET /profiles`, the profiles in force with their defaults written out, and
/// `GET /facts`, which node can run which isolation.
@ApplicationScoped
class InForceRoutes {

    private final SudosafeConfig config;
    private final Authorization authorization;
    private final LiveCluster cluster;
    private final LiveProfiles profiles;

    InForceRoutes(SudosafeConfig config, Authorization authorization, LiveCluster cluster, LiveProfiles profiles) {
        this.config = config;
        this.authorization = authorization;
        this.cluster = cluster;
        this.profiles = profiles;
    }

    void register(@Observes Router router) {
        if (config.dryRun().enabled()) {
            serve(router, "/profiles", DryRunRoutes.YAML, AccessTo.PROFILES, this::profiles);
            serve(router, "/facts", DryRunRoutes.TEXT, AccessTo.FACTS, this::facts);
        }
    }

    /// On a worker thread, as the table of thousands of nodes takes its time.
    private void serve(Router router, String path, String orType, AccessTo what, Function<String, String> answer) {
        router.get(path)
                .produces(DryRunRoutes.JSON)
                .produces(orType)
                .handler(authorization.require(what))
                .blockingHandler(context -> send(context, answer), false)
                .failureHandler(Problem::answerFailure);
        router.get(path)
                .handler(context -> Problem.NOT_ACCEPTABLE.answer(
                        context, "expected %s or %s in Accept".formatted(DryRunRoutes.JSON, orType)));
        router.route(path).handler(Problem.otherThan(HttpMethod.GET));
    }

    private static void send(RoutingContext context, Function<String, String> answer) {
        String type = Optional.ofNullable(context.getAcceptableContentType()).orElse(DryRunRoutes.JSON);
        context.response().putHeader("Content-Type", type + "; charset=utf-8").end(answer.apply(type));
    }

    private String profiles(String type) {
        List<JsonNode> all = inForce().stream().map(ProfileWriter::write).toList();
        return type.equals(DryRunRoutes.YAML)
                ? ManifestWriter.write(all)
                : JsonNodeFactory.instance.arrayNode().addAll(all).toPrettyString() + "\n";
    }

    private String facts(String type) {
        ClusterFacts facts = config.cluster().enabled() ? cluster.facts() : ClusterFacts.NONE;
        FactsReport report = new FactsReport(facts.nodes(), inForce());
        return type.equals(DryRunRoutes.TEXT) ? report.text() : report.json();
    }

    private List<WorkspaceProfile> inForce() {
        return profiles.state().reviewers().values().stream()
                .map(Reviewer::profile)
                .sorted(Comparator.comparing(WorkspaceProfile::name))
                .toList();
    }
}
