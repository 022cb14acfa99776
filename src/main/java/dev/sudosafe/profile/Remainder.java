package dev.sudosafe.profile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// What remains of a document when values that do not fit are taken out one by one, so that each of them is found and
/// not just the first.
final class Remainder {

    private final List<JsonPointer> taken = new ArrayList<>();
    private final Map<JsonPointer, SortedSet<Integer>> takenItems = new HashMap<>();
    private JsonNode json;

    Remainder(JsonNode document) {
        this.json = document;
    }

    JsonNode json() {
        return json;
    }

    /// Where a value of the remainder stands in the document.
    JsonPointer inDocument(JsonPointer now) {
        JsonPointer original = JsonPointer.empty();
        JsonNode at = json;
        for (JsonPointer rest = now; !rest.matches(); rest = rest.tail()) {
            if (at.isArray()) {
                original = original.appendIndex(indexBefore(original, rest.getMatchingIndex()));
                at = at.path(rest.getMatchingIndex());
            } else {
                original = original.appendProperty(rest.getMatchingProperty());
                at = at.path(rest.getMatchingProperty());
            }
        }
        return original;
    }

    /// Whether something was taken out of this value of the document: what it is accused of now may be just that.
    boolean isIncomplete(JsonPointer original) {
        String prefix = original + "/";
        return taken.stream().map(JsonPointer::toString).anyMatch(path -> path.startsWith(prefix));
    }

    /// Takes a value out.
    ///
    /// @return whether there is anything left to go on with
    boolean take(JsonPointer now) {
        JsonPointer original = inDocument(now);
        json = taken.isEmpty() ? json.deepCopy() : json;
        taken.add(original);
        return !now.matches()
                && switch (json.at(now.head())) {
                    case ObjectNode object -> object.remove(now.last().getMatchingProperty()) != null;
                    case ArrayNode list -> {
                        takenItems
                                .computeIfAbsent(original.head(), any -> new TreeSet<>())
                                .add(original.last().getMatchingIndex());
                        yield list.remove(now.last().getMatchingIndex()) != null;
                    }
                    default -> false;
                };
    }

    private int indexBefore(JsonPointer list, int now) {
        int index = now;
        for (int gone : takenItems.getOrDefault(list, new TreeSet<>())) {
            index += gone <= index ? 1 : 0;
        }
        return index;
    }
}
