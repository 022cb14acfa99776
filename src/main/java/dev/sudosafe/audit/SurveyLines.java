package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.dryrun.JsonReport;
import dev.sudosafe.dryrun.Origin;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Isolation;

/// What a survey finds, as one JSON object a line. Other programs rely on its fields.
public final class SurveyLines {

    private SurveyLines() {}

    /// @param objects how many were looked at so far
    public static ObjectNode progress(int objects) {
        return line("progress").put("objects", objects);
    }

    /// An object whose lot changes.
    public static ObjectNode change(Comparison comparison, Change change) {
        Origin origin = comparison.then().origin();
        ObjectNode json = line("change")
                .put("kind", origin.kind())
                .put("namespace", origin.namespace())
                .put("name", origin.name())
                .put("change", change.toString());
        json.set("today", standing(comparison.today()));
        json.set("candidate", standing(comparison.then()));
        return json;
    }

    /// The end.
    public static ObjectNode summary(int objects, Tally tally) {
        ObjectNode json = line("summary").put("objects", objects);
        json.putArray("namespaces");
        json.putArray("checks");
        ObjectNode changes = json.putObject("changes");
        for (Change change : Change.values()) {
            changes.put(change.toString(), tally.changes().getOrDefault(change, 0));
        }
        tally.namespaces()
                .forEach((namespace, counts) -> json.withArray("/namespaces")
                        .addObject()
                        .put("namespace", namespace)
                        .<ObjectNode>set("today", counts(counts.admittedToday(), counts.deniedToday()))
                        .set("candidate", counts(counts.admittedThen(), counts.deniedThen())));
        tally.checks()
                .forEach((check, counts) -> json.withArray("/checks")
                        .addObject()
                        .put("check", check)
                        .put("today", counts.deniedToday())
                        .put("candidate", counts.deniedThen()));
        return json;
    }

    /// It ends before its time.
    public static ObjectNode error(String message) {
        return line("error").put("message", message);
    }

    private static ObjectNode counts(int admitted, int denied) {
        return JsonNodeFactory.instance.objectNode().put("admitted", admitted).put("denied", denied);
    }

    private static ObjectNode standing(Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("verdict", outcome.judgement().verdict())
                .put("isolation", outcome.isolation().map(Isolation::kind).orElse(null));
        outcome.judgement()
                .findings(Action.Deny)
                .forEach(placed ->
                        JsonReport.describe(json.withArray("/findings").addObject(), placed.finding()));
        return json;
    }

    private static ObjectNode line(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
