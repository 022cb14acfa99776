package dev.sudosafe.facts;

/// What lets a pod onto nodes with a taint; empty texts for what is not set.
public record Toleration(String key, String operator, String value, String effect) {

    /// As k8s.io/api does it. An operator that we do not know is taken to tolerate: rather a pod that waits for its
    /// node
    /// than one that is refused in error.
    public boolean tolerates(Taint taint) {
        return (effect.isEmpty() || effect.equals(taint.effect()))
                && (key.isEmpty() || key.equals(taint.key()))
                && isOfValue(taint.value());
    }

    private boolean isOfValue(String other) {
        return switch (operator) {
            case "", "Equal" -> !key.isEmpty() && value.equals(other);
            default -> true;
        };
    }
}
