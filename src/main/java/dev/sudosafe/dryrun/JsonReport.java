package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Outcomes for programs. Other programs rely on its fields.
public final class JsonReport {

    private JsonReport() {}

    public static String render(List<Outcome> outcomes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        outcomes.forEach(outcome -> array.add(json(outcome)));
        return array.toPrettyString() + "\n";
    }

    private static ObjectNode json(Outcome outcome) {
        Origin origin = outcome.origin();
        Judgement judgement = outcome.judgement();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("file", origin.file())
                .put("index", origin.index())
                .put("kind", orNull(origin.kind()))
                .put("namespace", orNull(origin.namespace()))
                .put("name", orNull(origin.name()));
        return switch (judgement) {
            case Judgement.Admitted(String profile, List<String> warnings) ->
                complete(json, profile, judgement, warnings, List.of());
            case Judgement.Denied(String profile, List<String> warnings, List<PlacedFinding> findings) ->
                complete(json, profile, judgement, warnings, findings);
            case Judgement.Skipped skipped -> complete(json, null, judgement, List.of(), List.of());
            case Judgement.Unjudged(List<Problem> problems) ->
                complete(json, null, judgement, List.of(), List.of())
                        .put("error", problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        };
    }

    private static ObjectNode complete(
            ObjectNode json,
            @Nullable String profile,
            Judgement judgement,
            List<String> warnings,
            List<PlacedFinding> findings) {
        json.put("profile", profile).put("verdict", judgement.verdict());
        warnings.forEach(json.putArray("warnings")::add);
        ArrayNode array = json.putArray("findings");
        findings.forEach(placed -> array.addObject()
                .put("check", placed.finding().check().id())
                .put("path", placed.finding().path())
                .put("reason", placed.finding().reason())
                .put("remedy", placed.finding().remedy()));
        return json;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
