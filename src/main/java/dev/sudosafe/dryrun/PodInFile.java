package dev.sudosafe.dryrun;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.FieldPath;
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.pod.PodTemplate;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Optional;

/// A pod, and where its fields stand in the file.
///
/// @param field what the pod is made of: the document itself, or the template in it
public record PodInFile(Document document, Field field, PodView view) {

    /// The pod that the document is, or that is made of its template.
    public static Optional<PodInFile> of(Document document) {
        return document.is("v1", "Pod")
                ? Optional.of(new PodInFile(document, Field.root(document.json()), new PodView(document.json())))
                : PodTemplate.of(document.json())
                        .map(template -> new PodInFile(document, template.field(), new PodView(template.pod())));
    }

    /// The origin of the document, with the namespace that the pod would be in.
    Origin origin() {
        return document.origin().inNamespace(namespace());
    }

    public String namespace() {
        String named = document.origin().namespace();
        return named.isEmpty() ? Document.DEFAULT_NAMESPACE : named;
    }

    /// Why this is no pod that Kubernetes would take: fields of a wrong type, or no spec.
    public List<Problem> misfits() {
        if (!view.json().hasNonNull("spec")) {
            return List.of(document.problem(
                    pointer(field.path()),
                    field.path().member("spec") + " is missing",
                    "write the pod's containers there"));
        }
        return problems(view.misfits());
    }

    /// Misfits of the pod, with their positions in the file.
    public List<Problem> problems(List<PodShape.Misfit> misfits) {
        return misfits.stream().map(this::problem).toList();
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
