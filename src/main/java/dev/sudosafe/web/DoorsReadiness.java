package dev.sudosafe.web;

import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.profile.ProfileProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready means: the port has answered our own call over TLS, and a canned review passes both doors of every profile
/// now. A refused profile file does not make a running process unready, as its last good profile is in force; a fresh
/// process that has no good one for a file is not ready, so that a rollout stops before the old processes are gone.
@Readiness
@ApplicationScoped
class DoorsReadiness implements HealthCheck {

    private final LiveProfiles profiles;
    private final FirstCall firstCall;

    DoorsReadiness(LiveProfiles profiles, FirstCall firstCall) {
        this.profiles = profiles;
        this.firstCall = firstCall;
    }

    @Override
    public HealthCheckResponse call() {
        LiveProfiles.State state = profiles.state();
        List<String> failures = state.reviewers().entrySet().stream()
                .flatMap(entry -> failure(entry).stream())
                .sorted()
                .toList();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("doors")
                .status(firstCall.answered()
                        && failures.isEmpty()
                        && state.complete()
                        && !state.reviewers().isEmpty())
                .withData(
                        "profiles",
                        String.join(
                                ", ",
                                state.reviewers().keySet().stream().sorted().toList()))
                .withData("refusedReloads", state.refusedReloads())
                .withData("servedOverTls", firstCall.answered());
        if (!state.profiles().problems().isEmpty()) {
            response.withData("refusedFiles", joined(state.profiles().problems()));
        }
        if (!failures.isEmpty()) {
            response.withData("failures", String.join("; ", failures));
        }
        return response.build();
    }

    private static Optional<String> failure(Map.Entry<String, Reviewer> entry) {
        return CannedReview.failure(entry.getValue()).map(failure -> entry.getKey() + ": " + failure);
    }

    private static String joined(List<ProfileProblem> problems) {
        return problems.stream().map(ProfileProblem::toString).collect(Collectors.joining("; "));
    }
}
