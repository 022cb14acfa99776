package dev.sudosafe.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.ApiServer;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What becomes of a fixture at both doors of the built-in profile.
///
/// @param checks that refuse it; none if it is admitted
/// @param warnings the checks that warn of it as the API server completes it
record Outcome(PodSecurityFixture fixture, SortedSet<String> checks, SortedSet<String> warnings) {

    private static final Reviewer DOORS = Profiles.builtIn();

    static Outcome of(PodSecurityFixture fixture) {
        JsonNode pod = fixture.workspace();
        List<Finding> warnings = DOORS.findings(PodChange.create(ApiServer.stored(injected(pod))))
                .warned();
        return new Outcome(fixture, refusals(pod), ids(warnings));
    }

    /// The checks that refuse a pod that is created.
    static SortedSet<String> refusals(JsonNode pod) {
        return switch (DOORS.create(new PodView(pod))) {
            case Decision.Admitted _ -> new TreeSet<>();
            case Decision.Denied denied -> ids(denied.findings().denied());
            case Decision.Malformed malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static JsonNode injected(JsonNode pod) {
        return switch (DOORS.mutate(new PodView(pod))) {
            case Decision.Injected injected -> injected.patch().applyTo(pod);
            case Decision.Skipped skipped -> skipped.patch().applyTo(pod);
            case Decision.Admitted admitted -> admitted.patch().applyTo(pod);
            case Decision.Denied denied -> throw new AssertionError(denied.message());
            case Decision.Malformed malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static SortedSet<String> ids(List<Finding> findings) {
        return findings.stream().map(finding -> finding.check().id()).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isAdmitted() {
        return checks.isEmpty();
    }

    /// What Pod Security would have us do: refuse by the check of the field alone, or admit.
    SortedSet<String> wanted() {
        SortedSet<String> wanted = new TreeSet<>();
        if (!fixture.passes()) {
            wanted.add(fixture.control()
                    .orElseThrow(() -> new AssertionError("no control for " + fixture))
                    .check());
        }
        return wanted;
    }

    boolean isAsWanted() {
        return checks.equals(wanted());
    }

    boolean isRefusedByOthersToo() {
        return !isAsWanted() && !isAdmitted() && checks.containsAll(wanted());
    }
}
