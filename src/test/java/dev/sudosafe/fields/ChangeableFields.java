package dev.sudosafe.fields;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The rows of `fields/changeable.yaml`: what a request may change of a stored pod, and who judges the change.
///
/// @param through the resource or subresource, such as `pods/resize`
/// @param judged who sees the change, empty if nobody needs to
/// @param harmless the reason why nobody needs to
/// @param minors those that allow it, empty for all
/// @param untried the reason why no test can make the change, empty if one does
public record ChangeableFields(
        String through, String judged, String harmless, List<String> minors, String untried, List<String> leaves) {

    static List<ChangeableFields> rows() {
        Set<String> known = PodLeaves.read().all();
        return Documents.tree(Documents.text(Documents.resource("fields").resolve("changeable.yaml")))
                .valueStream()
                .map(row -> new ChangeableFields(
                        row.path("through").asText(),
                        row.path("judged").asText(),
                        row.path("harmless").asText(),
                        texts(row.path("minors")).toList(),
                        row.path("untried").asText(),
                        leaves(row, known)))
                .toList();
    }

    /// The leaves that a test finds to be changeable in a minor.
    public static Set<String> tried(String through, String minor) {
        Set<String> leaves = new TreeSet<>();
        rows().stream()
                .filter(row -> row.through().equals(through) && row.untried().isEmpty())
                .filter(row -> row.minors().isEmpty() || row.minors().contains(minor))
                .forEach(row -> leaves.addAll(row.leaves()));
        leaves.retainAll(PodLeaves.read().of(minor));
        return leaves;
    }

    private static List<String> leaves(JsonNode row, Set<String> known) {
        return row.has("all")
                ? known.stream()
                        .filter(leaf -> leaf.startsWith(row.path("all").asText()))
                        .toList()
                : texts(row.path("leaves"))
                        .map(FieldPattern::new)
                        .flatMap(FieldPattern::leaves)
                        .toList();
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
