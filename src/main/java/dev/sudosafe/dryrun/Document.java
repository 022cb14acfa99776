package dev.sudosafe.dryrun;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An object of a file: a document, or an item of a List.
///
/// @param at where it stands in the document
public record Document(String file, int index, Manifest manifest, JsonPointer at, ObjectNode json) {

    /// The namespace that kubectl takes when the object names none and its user neither.
    static final String DEFAULT_NAMESPACE = "default";

    public Origin origin() {
        return new Origin(file, index, position(JsonPointer.empty()), kind(), text("namespace"), name());
    }

    /// As far as the file has the field; else of the nearest parent.
    public Position position(JsonPointer field) {
        return manifest.position(at.append(field));
    }

    public String kind() {
        return json.path("kind").asText("");
    }

    public String apiVersion() {
        return json.path("apiVersion").asText("");
    }

    public boolean is(String apiVersion, String kind) {
        return apiVersion().equals(apiVersion) && kind().equals(kind);
    }

    /// Its name, or the beginning of the name that the API server will generate.
    public String name() {
        return List.of(text("name"), text("generateName")).stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The object as a manifest of its own, with positions in the file.
    Manifest own() {
        Map<JsonPointer, Position> positions = new HashMap<>();
        manifest.positions()
                .forEach((pointer, position) -> below(pointer).ifPresent(own -> positions.put(own, position)));
        return new Manifest(json, positions);
    }

    private Optional<JsonPointer> below(JsonPointer pointer) {
        String prefix = at.toString();
        String whole = pointer.toString();
        return whole.equals(prefix) || whole.startsWith(prefix + "/")
                ? Optional.of(JsonPointer.compile(whole.substring(prefix.length())))
                : Optional.empty();
    }

    public Problem problem(JsonPointer field, String what, String remedy) {
        return Problem.at(file, position(field), what, remedy);
    }

    private String text(String member) {
        return json.path("metadata").path(member).asText("");
    }
}
