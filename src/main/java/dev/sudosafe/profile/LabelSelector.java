package dev.sudosafe.profile;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A label selector, as in a webhook configuration. An empty one selects everything.
public record LabelSelector(
        @JsonPropertyDescription("labels with their values") Map<String, String> matchLabels,

        @JsonPropertyDescription("requirements on labels; all must hold")
        List<Requirement> matchExpressions) {

    public static final LabelSelector EVERYTHING = new LabelSelector(Map.of(), List.of());

    public LabelSelector {
        matchLabels = Map.copyOf(Objects.requireNonNullElse(matchLabels, Map.of()));
        matchExpressions = List.copyOf(Objects.requireNonNullElse(matchExpressions, List.of()));
    }

    public boolean matches(Map<String, String> labels) {
        return labels.entrySet().containsAll(matchLabels.entrySet())
                && matchExpressions.stream().allMatch(requirement -> requirement.holds(labels));
    }

    public boolean isEmpty() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }

    /// What this one and another select.
    public LabelSelector and(LabelSelector other) {
        return new LabelSelector(
                Map.of(), Stream.concat(requirements(), other.requirements()).toList());
    }

    /// Labels that it selects, as few as may be; empty if it can select nothing.
    public Optional<Map<String, String>> example() {
        SortedMap<String, String> labels = new TreeMap<>();
        requirements()
                .filter(requirement -> requirement.needsLabel())
                .map(Requirement::key)
                .distinct()
                .forEach(key -> valueFor(key).ifPresent(value -> labels.put(key, value)));
        return matches(labels) ? Optional.of(labels) : Optional.empty();
    }

    /// The first value that all requirements on the label take; of those that name none, any.
    private Optional<String> valueFor(String key) {
        List<String> named = requirements()
                .flatMap(requirement -> requirement.values().stream())
                .toList();
        // One more than NotIn could take away.
        Stream<String> others = IntStream.rangeClosed(0, named.size()).mapToObj(i -> i == 0 ? "any" : "any" + i);
        return Stream.concat(named.stream(), others)
                .filter(value -> requirements()
                        .filter(requirement -> requirement.key().equals(key))
                        .allMatch(requirement -> requirement.holds(Map.of(key, value))))
                .findFirst();
    }

    private Stream<Requirement> requirements() {
        return Stream.concat(
                matchLabels.entrySet().stream()
                        .map(label -> new Requirement(label.getKey(), Operator.In, List.of(label.getValue()))),
                matchExpressions.stream());
    }

    /// The label keys whose value decides.
    public Stream<String> keys() {
        return Stream.concat(
                        matchLabels.keySet().stream(), matchExpressions.stream().map(Requirement::key))
                .distinct()
                .sorted();
    }

    /// How a requirement compares a label.
    public enum Operator {
        In,
        NotIn,
        Exists,
        DoesNotExist
    }

    /// One expression. `In` and `NotIn` need values, the others have none.
    public record Requirement(
            @JsonPropertyDescription("the label") String key,
            @JsonPropertyDescription("how it is compared") Operator operator,

            @JsonPropertyDescription("at least one for In and NotIn, else none")
            List<String> values) {

        public Requirement {
            values = List.copyOf(Objects.requireNonNullElse(values, List.of()));
            Invalid.when(key == null || key.isEmpty(), "key is missing", "name the label");
            Invalid.when(operator == null, "operator is missing", "use In, NotIn, Exists or DoesNotExist");
            boolean listing = operator == Operator.In || operator == Operator.NotIn;
            Invalid.when(listing && values.isEmpty(), operator + " needs values", "list at least one");
            Invalid.when(!listing && !values.isEmpty(), operator + " takes no values", "remove them");
        }

        boolean needsLabel() {
            return operator == Operator.In || operator == Operator.Exists;
        }

        boolean holds(Map<String, String> labels) {
            return switch (operator) {
                case In -> labels.containsKey(key) && values.contains(labels.get(key));
                case NotIn -> !labels.containsKey(key) || !values.contains(labels.get(key));
                case Exists -> labels.containsKey(key);
                case DoesNotExist -> !labels.containsKey(key);
            };
        }
    }
}
