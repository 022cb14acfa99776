package dev.sudosafe.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.FieldPath;
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.pod.PodTemplate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A pod, and where its fields stand in the file.
///
/// @param prefix of the pod's fields in the document: that of a template, or the root
record PodInFile(Document document, FieldPath prefix, ObjectNode json) {

    /// The pod that the document is, or that is made of its template.
    static Optional<PodInFile> of(Document document) {
        return document.is("v1", "Pod")
                ? Optional.of(new PodInFile(document, new FieldPath.Root(), document.json()))
                : PodTemplate.of(document.json())
                        .map(template ->
                                new PodInFile(document, template.field().path(), template.pod()));
    }

    String namespace() {
        String named = document.origin().namespace();
        return named.isEmpty() ? Document.DEFAULT_NAMESPACE : named;
    }

    /// Why this is no pod that Kubernetes would take: fields of a wrong type, or no spec.
    List<Problem> misfits() {
        if (!json.hasNonNull("spec")) {
            Place pod = root();
            return List.of(document.problem(
                    pod.pointer(), pod.path().member("spec") + " is missing", "write the pod's containers there"));
        }
        return PodShape.misfits(json).stream().map(this::problem).toList();
    }

    /// A finding of the injected pod as one of the file: list items have moved, and some are not in the file.
    PlacedFinding placed(Finding finding) {
        Place place = place(finding.field().path());
        Field field = new Field(finding.field().value(), place.path());
        return new PlacedFinding(
                new Finding(finding.check(), field, finding.subject(), finding.remedy()),
                document.position(place.pointer()));
    }

    /// A field of the file. Below something that the file lacks, the pointer names nothing and the node is missing.
    private record Place(FieldPath path, JsonPointer pointer, JsonNode node) {

        Place member(String name) {
            return new Place(path.member(name), pointer.appendProperty(name), node.path(name));
        }

        Place entry(String key) {
            return new Place(path.entry(key), pointer.appendProperty(key), node.path(key));
        }

        /// The item at the index, if its name is the same; else, as injection moves items, the one of that name.
        Place item(int index, String name) {
            IntStream others = name.isEmpty() ? IntStream.empty() : IntStream.range(0, node.size());
            return IntStream.concat(IntStream.of(index), others)
                    .filter(i -> node.has(i))
                    .filter(i -> node.path(i).path("name").asText("").equals(name))
                    .mapToObj(i -> new Place(path.item(i, name), pointer.appendIndex(i), node.path(i)))
                    .findFirst()
                    .orElseGet(() -> new Place(path.item(index, name), pointer, MissingNode.getInstance()));
        }
    }

    private Problem problem(PodShape.Misfit misfit) {
        Place place = place(misfit.path());
        String what = "%s: expected %s, found %s".formatted(place.path(), misfit.expected(), misfit.found());
        return document.problem(place.pointer(), what, "correct the value");
    }

    private Place root() {
        return place(prefix, new Place(new FieldPath.Root(), JsonPointer.empty(), document.json()));
    }

    private Place place(FieldPath path) {
        return place(path, root());
    }

    private static Place place(FieldPath path, Place root) {
        return switch (path) {
            case FieldPath.Root() -> root;
            case FieldPath.Member(FieldPath parent, String name) ->
                place(parent, root).member(name);
            case FieldPath.Entry(FieldPath parent, String key) ->
                place(parent, root).entry(key);
            case FieldPath.Item(FieldPath parent, int index, String name) ->
                place(parent, root).item(index, name);
        };
    }
}
