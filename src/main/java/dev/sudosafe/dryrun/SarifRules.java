package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.profile.Action;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The checks as the rules of a SARIF log.
record SarifRules(List<CheckDoc> docs, Map<String, Integer> indexes) {

    static SarifRules ofChecks() {
        List<CheckDoc> docs = Checks.docs();
        return new SarifRules(
                docs,
                IntStream.range(0, docs.size())
                        .boxed()
                        .collect(Collectors.toMap(index -> docs.get(index).id(), index -> index)));
    }

    int index(CheckDoc check) {
        return indexes.getOrDefault(check.id(), -1);
    }

    ArrayNode json() {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        docs.forEach(doc -> rules.add(rule(doc)));
        return rules;
    }

    private static ObjectNode rule(CheckDoc doc) {
        ObjectNode rule =
                JsonNodeFactory.instance.objectNode().put("id", doc.id()).put("name", name(doc.id()));
        rule.putObject("shortDescription").put("text", doc.title());
        rule.putObject("fullDescription").put("text", "%s: %s".formatted(doc.title(), doc.why()));
        rule.put("helpUri", doc.url());
        rule.putObject("help").put("text", help(doc)).put("markdown", markdown(doc));
        rule.putObject("defaultConfiguration").put("level", level(doc.strictest()));
        rule.putObject("properties").putArray("tags").add("security").add("kubernetes");
        return rule;
    }

    /// In the letters that viewers expect: `host-path-volumes` is `HostPathVolumes`.
    private static String name(String id) {
        return Stream.of(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String help(CheckDoc doc) {
        return """
                remedy: %s
                fields: %s
                allowed: %s
                """.formatted(doc.remedy(), String.join(", ", doc.fields()), doc.allowed());
    }

    private static String markdown(CheckDoc doc) {
        return """
                **Remedy**: %s

                **Fields**: %s

                **Allowed**: %s

                [All of the check](%s)
                """.formatted(
                        doc.remedy(),
                        doc.fields().stream().map(field -> '`' + field + '`').collect(Collectors.joining(", ")),
                        doc.allowed(),
                        doc.url());
    }

    private static String level(Action action) {
        return switch (action) {
            case Deny -> "error";
            case Warn -> "warning";
            case Audit -> "note";
        };
    }
}
