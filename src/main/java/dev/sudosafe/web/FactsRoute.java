package dev.sudosafe.web;

import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.placement.FactsReport;
import dev.sudosafe.profile.WorkspaceProfile;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;

/// `GET /facts` on the management port: which node can run which isolation, as this process knows it.
@ApplicationScoped
class FactsRoute {

    private static final String JSON = "application/json";

    private final SudosafeConfig config;
    private final LiveCluster cluster;
    private final LiveProfiles profiles;

    FactsRoute(SudosafeConfig config, LiveCluster cluster, LiveProfiles profiles) {
        this.config = config;
        this.cluster = cluster;
        this.profiles = profiles;
    }

    /// On a worker thread, as the table of thousands of nodes takes its time.
    void register(@Observes ManagementInterface management) {
        management.router().get("/facts").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        ClusterFacts facts = config.cluster().enabled() ? cluster.facts() : ClusterFacts.NONE;
        FactsReport report = new FactsReport(facts.nodes(), inForce());
        String accept = context.request().getHeader("Accept");
        boolean json = accept != null && accept.contains(JSON);
        context.response()
                .putHeader("Content-Type", json ? JSON : "text/plain; charset=utf-8")
                .end(json ? report.json() : report.text());
    }

    private List<WorkspaceProfile> inForce() {
        return profiles.state().reviewers().values().stream()
                .map(Reviewer::profile)
                .sorted(Comparator.comparing(WorkspaceProfile::name))
                .toList();
    }
}
