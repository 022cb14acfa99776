package dev.sudosafe.dryrun;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.FieldPath;
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.pod.PodTemplate;
import java.util.List;
import java.util.Optional;

/// A pod, and where its fields stand in the file.
///
/// @param field what the pod is made of: the document itself, or the template in it
public record PodInFile(Document document, Field field, ObjectNode json) {

    /// The pod that the document is, or that is made of its template.
    public static Optional<PodInFile> of(Document document) {
        return document.is("v1", "Pod")
                ? Optional.of(new PodInFile(document, Field.root(document.json()), document.json()))
                : PodTemplate.of(document.json())
                        .map(template -> new PodInFile(document, template.field(), template.pod()));
    }

    public String namespace() {
        String named = document.origin().namespace();
        return named.isEmpty() ? Document.DEFAULT_NAMESPACE : named;
    }

    /// Why this is no pod that Kubernetes would take: fields of a wrong type, or no spec.
    public List<Problem> misfits() {
        if (!json.hasNonNull("spec")) {
            return List.of(document.problem(
                    pointer(field.path()),
                    field.path().member("spec") + " is missing",
                    "write the pod's containers there"));
        }
        return PodShape.misfits(json).stream().map(this::problem).toList();
    }

    /// A finding on a field of the file, with its position.
    public PlacedFinding placed(Finding finding) {
        return new PlacedFinding(
                finding, document.position(pointer(finding.field().path())));
    }

    private Problem problem(PodShape.Misfit misfit) {
        FieldPath path = field.find(misfit.path()).path();
        String what = "%s: expected %s, found %s".formatted(path, misfit.expected(), misfit.found());
        return document.problem(pointer(path), what, "correct the value");
    }

    /// Below a list item that the file lacks, the pointer names nothing, never another item.
    private JsonPointer pointer(FieldPath path) {
        return switch (path) {
            case FieldPath.Root() -> JsonPointer.empty();
            case FieldPath.Member(FieldPath parent, String name) ->
                pointer(parent).appendProperty(name);
            case FieldPath.Entry(FieldPath parent, String key) ->
                pointer(parent).appendProperty(key);
            case FieldPath.Item(FieldPath parent, int index, String name) -> {
                JsonPointer list = pointer(parent);
                JsonNode item = document.json().at(list).path(index);
                yield item.path("name").asText("").equals(name) ? list.appendIndex(index) : list;
            }
        };
    }
}
