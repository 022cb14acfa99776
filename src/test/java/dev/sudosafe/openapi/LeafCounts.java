package dev.sudosafe.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// How often each leaf of the schema was set in the pods that it was shown.
public final class LeafCounts {

    private final long[] counts = new long[PodSchema.LEAVES.size()];

    public void add(JsonNode pod) {
        add(pod, PodSchema.POD);
    }

    public void add(LeafCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    public long of(Schema.Leaf leaf) {
        return counts[leaf.index()];
    }

    /// The leaves that were set less often than this.
    public List<Schema.Leaf> below(long bar) {
        return PodSchema.LEAVES.stream().filter(leaf -> of(leaf) < bar).toList();
    }

    private void add(JsonNode value, Schema schema) {
        switch (schema) {
            case Schema.Leaf leaf -> counts[leaf.index()] += value.isNull() ? 0 : 1;
            case Schema.Listing list -> value.forEach(item -> add(item, list.item()));
            case Schema.FreeKeys map -> value.forEach(entry -> add(entry, map.value()));
            case Schema.Struct struct -> {
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    Schema place = struct.members().get(member.getKey());
                    if (place != null) {
                        add(member.getValue(), place);
                    }
                }
            }
        }
    }
}
