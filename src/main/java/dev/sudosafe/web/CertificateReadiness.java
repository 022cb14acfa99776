package dev.sudosafe.web;

import dev.sudosafe.cluster.LiveCluster;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Tells how it stands with the serving certificate. Always up: to take a process with an expired one out of service
/// would hide the reason from the API server, and nobody would answer either way.
@Readiness
@ApplicationScoped
class CertificateReadiness implements HealthCheck {

    private final LiveCertificate certificate;
    private final LiveCluster cluster;

    CertificateReadiness(LiveCertificate certificate, LiveCluster cluster) {
        this.certificate = certificate;
        this.cluster = cluster;
    }

    @Override
    public HealthCheckResponse call() {
        LiveCertificate.State state = certificate.state();
        Instant expiry = state.served().expiry();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("certificate")
                .up()
                .withData("validUntil", expiry.toString())
                .withData("daysLeft", Duration.between(Instant.now(), expiry).toDays())
                .withData("reloads", state.taken())
                .withData("refusedReloads", state.refused());
        state.problem().ifPresent(problem -> response.withData("refusedFiles", problem));
        switch (ApiServerTrust.in(state.served(), cluster.caBundles())) {
            case ApiServerTrust.Trusted(Instant until) -> response.withData("trustedUntil", until.toString());
            case ApiServerTrust.Untrusted(String why) -> response.withData("untrusted", why);
            case ApiServerTrust.Unknown(String why) -> response.withData("trust", "unknown: " + why);
        }
        return response.build();
    }
}
