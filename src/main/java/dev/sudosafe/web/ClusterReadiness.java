package dev.sudosafe.web;

import dev.sudosafe.cluster.LiveCluster;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Tells how it stands with the look-ups in the cluster. Always up: without them pods are still judged, claims are
/// findings that say what could not be looked up, and isolations are chosen as if every node could run them.
@Readiness
@ApplicationScoped
class ClusterReadiness implements HealthCheck {

    private final SudosafeConfig config;
    private final LiveCluster cluster;

    ClusterReadiness(SudosafeConfig config, LiveCluster cluster) {
        this.config = config;
        this.cluster = cluster;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("cluster").up();
        if (config.cluster().enabled()) {
            cluster.state().forEach(response::withData);
        } else {
            response.withData("lookups", "off");
        }
        return response.build();
    }
}
