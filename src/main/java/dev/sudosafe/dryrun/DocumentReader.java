package dev.sudosafe.dryrun;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.manifest.MalformedManifestException;
import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.Position;
import java.util.ArrayList;
import java.util.List;

/// Makes a file's text into objects. A document that is malformed takes no other with it.
public final class DocumentReader {

    private static final String LIST = "List";
    private static final String MALFORMED = "correct it; the other documents are judged";

    private final String file;
    private final List<Reading> readings = new ArrayList<>();

    private DocumentReader(String file) {
        this.file = file;
    }

    public static List<Reading> read(Input input) {
        return switch (input) {
            case Input.Unreadable(String file, Problem problem) ->
                List.of(new Reading.Broken(Origin.unknown(file, 0, new Position(1, 1)), problem));
            case Input.Text(String file, String text) -> new DocumentReader(file).read(text);
        };
    }

    private List<Reading> read(String text) {
        for (Piece piece : DocumentCutter.cut(text)) {
            try {
                piece.read().forEach(this::add);
            } catch (MalformedManifestException e) {
                ObjectCutter.cut(piece).forEach(this::readObject);
            }
        }
        return readings;
    }

    private void readObject(Piece piece) {
        try {
            piece.read().forEach(this::add);
        } catch (MalformedManifestException e) {
            broken(piece.inFile(e.position()), String.valueOf(e.getMessage()), MALFORMED);
        }
    }

    private void add(Manifest manifest) {
        add(manifest, JsonPointer.empty(), manifest.json());
    }

    private void add(Manifest manifest, JsonPointer at, JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            broken(manifest.position(at), "not a Kubernetes object", "write apiVersion, kind, metadata and spec");
        } else if (isList(object)) {
            addItems(manifest, at, object);
        } else if (object.path("kind").asText("").isEmpty()
                || object.path("apiVersion").asText("").isEmpty()) {
            broken(manifest.position(at), "no apiVersion or no kind", "write both, as for kubectl");
        } else {
            readings.add(new Reading.Found(new Document(file, readings.size(), manifest, at, object)));
        }
    }

    private static boolean isList(ObjectNode object) {
        return object.path("kind").asText("").endsWith(LIST)
                && object.path("items").isArray();
    }

    private void addItems(Manifest manifest, JsonPointer at, ObjectNode list) {
        JsonPointer items = at.appendProperty("items");
        for (int i = 0; i < list.path("items").size(); i++) {
            add(manifest, items.appendIndex(i), typed(list.path("items").path(i), list));
        }
    }

    /// The API server leaves kind and version out of the items of a PodList.
    private static JsonNode typed(JsonNode item, ObjectNode list) {
        String kind = list.path("kind").asText("");
        return item instanceof ObjectNode object && !object.has("kind") && !kind.equals(LIST)
                ? object.deepCopy()
                        .put("apiVersion", list.path("apiVersion").asText(""))
                        .put("kind", kind.substring(0, kind.length() - LIST.length()))
                : item;
    }

    private void broken(Position position, String what, String remedy) {
        Origin origin = Origin.unknown(file, readings.size(), position);
        readings.add(new Reading.Broken(origin, Problem.at(file, position, what, remedy)));
    }
}
