package dev.sudosafe.admission;

import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.profile.Action;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The annotations that the API server adds to its audit event of a review.
final class AuditAnnotations {

    /// A hostile pod can have thousands of findings.
    private static final int SHOWN = 100;

    private AuditAnnotations() {}

    static SortedMap<String, String> of(Decision decision) {
        return new TreeMap<>(
                switch (decision) {
                    case Decision.Injected injected ->
                        Map.of(
                                "profile", injected.profile(),
                                "verdict", "injected",
                                "isolation", injected.isolation().kind());
                    case Decision.Skipped skipped ->
                        Map.of(
                                "profile", skipped.profile(),
                                "verdict", "skipped",
                                "skip", skipped.reason().code());
                    case Decision.Admitted admitted -> checked("admitted", admitted);
                    case Decision.Denied denied -> checked("denied", denied);
                    case Decision.Malformed _ -> Map.of("verdict", "malformed");
                });
    }

    private static Map<String, String> checked(String verdict, Decision.Checked decision) {
        Map<String, String> annotations = new TreeMap<>(Map.of("profile", decision.profile(), "verdict", verdict));
        decision.isolation().ifPresent(isolation -> annotations.put("isolation", isolation.kind()));
        for (Action action : Action.values()) {
            List<Finding> findings = decision.findings().by(action);
            if (!findings.isEmpty()) {
                annotations.put(action.name().toLowerCase(Locale.ROOT), reasons(findings));
            }
        }
        return annotations;
    }

    private static String reasons(List<Finding> findings) {
        return findings.stream().limit(SHOWN).map(Finding::reason).collect(Collectors.joining("; "));
    }
}
