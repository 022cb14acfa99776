package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.manifest.Position;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Isolation;
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

    /// With the pods before and after injection, and the patch between them.
    public static ArrayNode withPods(List<Outcome> outcomes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        outcomes.forEach(outcome -> {
            ObjectNode json = json(outcome);
            outcome.injected()
                    .ifPresent(pod -> json.put("isolation", kind(outcome))
                            .<ObjectNode>set("pod", pod.before())
                            .<ObjectNode>set("patch", pod.patch().toJson())
                            .set("object", pod.after()));
            array.add(json);
        });
        return array;
    }

    private static ObjectNode json(Outcome outcome) {
        Origin origin = outcome.origin();
        Judgement judgement = outcome.judgement();
        ObjectNode json = placed(JsonNodeFactory.instance.objectNode().put("file", origin.file()), origin.position())
                .put("index", origin.index())
                .put("kind", orNull(origin.kind()))
                .put("namespace", orNull(origin.namespace()))
                .put("name", orNull(origin.name()));
        return switch (judgement) {
            case Judgement.Decided(PodInFile _, Decision.Checked decision) ->
                complete(json, decision.profile(), judgement, decision.warnings());
            case Judgement.Skipped(String reason) ->
                complete(json, null, judgement, List.of()).put("reason", reason);
            case Judgement.Unjudged(List<Problem> problems) ->
                complete(json, null, judgement, List.of())
                        .put("error", problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        };
    }

    private static ObjectNode complete(
            ObjectNode json, @Nullable String profile, Judgement judgement, List<String> warnings) {
        json.put("profile", profile).put("verdict", judgement.verdict());
        warnings.forEach(json.putArray("warnings")::add);
        ArrayNode array = json.putArray("findings");
        judgement
                .findings(Action.Deny)
                .forEach(found -> describe(placed(array.addObject(), found.position()), found.finding())
                        .put("url", found.finding().check().url()));
        return json;
    }

    private static @Nullable String kind(Outcome outcome) {
        return outcome.isolation().map(Isolation::kind).orElse(null);
    }

    /// Puts into an object what is told of a finding wherever it is told.
    public static ObjectNode describe(ObjectNode json, Finding finding) {
        return json.put("check", finding.check().id())
                .put("path", finding.path())
                .put("reason", finding.reason())
                .put("remedy", finding.remedy());
    }

    private static ObjectNode placed(ObjectNode json, Position position) {
        return json.put("line", position.line()).put("column", position.column());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
