package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.manifest.Position;
import dev.sudosafe.profile.Action;
import java.util.List;

/// Outcomes as SARIF 2.1.0, which code hosts show as annotations. A finding is a result, what could not be judged a
/// notification.
///
/// @param version of this program
public record SarifReport(String version) {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String HOME = "https://sudosafe.dev";

    public String render(List<Outcome> outcomes) {
        ObjectNode log =
                JsonNodeFactory.instance.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        SarifRules rules = SarifRules.ofChecks();
        run.putObject("tool")
                .putObject("driver")
                .put("name", "sudosafe")
                .put("version", version)
                .put("informationUri", HOME)
                .set("rules", rules.json());
        SarifLocations.describeBase(run);
        // Of YAML's reader, which counts so.
        run.put("columnKind", "unicodeCodePoints");
        outcomes.stream()
                .filter(outcome -> outcome.origin().file().equals(SarifLocations.STDIN))
                .findFirst()
                .ifPresent(outcome -> SarifLocations.describeStdin(run));
        invocation(run.putArray("invocations").addObject(), outcomes);
        Results results = new Results(run.putArray("results"), rules, new SarifFingerprints());
        outcomes.forEach(results::add);
        return log.toPrettyString() + "\n";
    }

    private static void invocation(ObjectNode invocation, List<Outcome> outcomes) {
        invocation.put(
                "executionSuccessful",
                outcomes.stream()
                        .allMatch(outcome -> outcome.judgement().problems().isEmpty()));
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        outcomes.forEach(outcome -> addNotifications(notifications, outcome));
    }

    private static void addNotifications(ArrayNode notifications, Outcome outcome) {
        switch (outcome.judgement()) {
            case Judgement.Decided(PodInFile _, Decision.Checked decision) ->
                decision.notices().forEach(notice -> notification(notifications, outcome.origin(), "note", notice));
            case Judgement.Skipped _ -> {}
            case Judgement.Unjudged(List<Problem> problems) ->
                problems.forEach(problem -> notification(notifications, outcome.origin(), "error", problem.toString()));
        }
    }

    private static void notification(ArrayNode notifications, Origin origin, String level, String text) {
        ObjectNode notification = notifications.addObject().put("level", level);
        notification.putObject("message").put("text", SarifText.literal(text));
        SarifLocations.add(notification, origin.file(), origin.position());
    }

    private record Results(ArrayNode array, SarifRules rules, SarifFingerprints fingerprints) {

        void add(Outcome outcome) {
            outcome.judgement().findings(Action.Deny).forEach(placed -> add("error", outcome.origin(), placed));
            outcome.judgement().findings(Action.Warn).forEach(placed -> add("warning", outcome.origin(), placed));
        }

        private void add(String level, Origin origin, PlacedFinding placed) {
            Finding finding = placed.finding();
            Position position = placed.position();
            ObjectNode result = array.addObject()
                    .put("ruleId", finding.check().id())
                    .put("ruleIndex", rules.index(finding.check()))
                    .put("level", level);
            result.putObject("message").put("text", SarifText.literal(finding.message()));
            SarifLocations.add(result, origin.file(), position)
                    .putArray("logicalLocations")
                    .addObject()
                    .put("fullyQualifiedName", finding.path())
                    .put("kind", "property");
            result.putObject("partialFingerprints").put("objectAndField/v1", fingerprints.of(origin, finding));
        }
    }
}
