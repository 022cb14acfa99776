package dev.sudosafe.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Pods and bytes that no API server sends.
record Breakage(RandomGenerator random) {

    private static final List<JsonNode> WRONG = Stream.of("[]", "[~]", "[[]]", "{a: []}", "x", "5", "5.5", "true", "''")
            .map(Documents::tree)
            .toList();

    /// The object with a value of any type somewhere.
    JsonNode broken(ObjectNode object) {
        ObjectNode result = object.deepCopy();
        JsonNode at = result;
        while (true) {
            JsonNode next =
                    at instanceof ObjectNode inner ? inner.path(key(inner)) : at.path(random.nextInt(at.size()));
            if (next.isEmpty() || random.nextInt(4) == 0) {
                break;
            }
            at = next;
        }
        JsonNode wrong = WRONG.get(random.nextInt(WRONG.size())).deepCopy();
        switch (at) {
            case ObjectNode inner -> inner.set(key(inner), wrong);
            case ArrayNode inner -> inner.set(random.nextInt(inner.size()), wrong);
            default -> throw new IllegalStateException();
        }
        return result;
    }

    /// The bytes with some of them changed, cut off or twice.
    byte[] broken(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(result.length);
            int to = random.nextInt(result.length);
            switch (random.nextInt(3)) {
                case 0 -> result[to] = (byte) random.nextInt(256);
                case 1 -> result[to] = result[from];
                default -> System.arraycopy(result, from, result, to, Math.min(8, result.length - Math.max(from, to)));
            }
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(result, random.nextInt(result.length)) : result;
    }

    private String key(ObjectNode object) {
        return List.copyOf(object.properties())
                .get(random.nextInt(object.size()))
                .getKey();
    }
}
