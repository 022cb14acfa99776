package dev.sudosafe.dryrun;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.Position;
import java.util.List;

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

    public Problem problem(JsonPointer field, String what, String remedy) {
        return Problem.at(file, position(field), what, remedy);
    }

    private String text(String member) {
        return json.path("metadata").path(member).asText("");
    }
}
