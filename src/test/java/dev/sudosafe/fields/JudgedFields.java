package dev.sudosafe.fields;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.util.List;
import java.util.stream.Stream;

/// The rows of `fields/judged.yaml`: which checks judge a leaf of a pod, or why none needs to.
///
/// @param harmless the reason, empty if there are checks
record JudgedFields(List<String> checks, String harmless, List<String> leaves) {

    static List<JudgedFields> rows() {
        return Documents.tree(Documents.text(Documents.resource("fields").resolve("judged.yaml")))
                .valueStream()
                .map(row -> new JudgedFields(
                        texts(row.path("checks")).toList(),
                        row.path("harmless").asText(),
                        texts(row.path("leaves"))
                                .map(FieldPattern::new)
                                .flatMap(FieldPattern::leaves)
                                .toList()))
                .toList();
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
