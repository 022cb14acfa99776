package dev.sudosafe.facts;

/// What keeps pods without a toleration away from a node.
public record Taint(String key, String value, String effect) {

    /// As kubectl writes it: `dedicated=gpu:NoSchedule`.
    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
    }
}
