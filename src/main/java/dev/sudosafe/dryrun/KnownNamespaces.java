package dev.sudosafe.dryrun;

import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known of the labels of namespaces.
///
/// @param documents labels of the Namespace documents by name; several when documents contradict each other
/// @param others the labels of another namespace by its name, if they are known
public record KnownNamespaces(
        Map<String, List<Map<String, String>>> documents, Function<String, Optional<Map<String, String>>> others) {

    /// The API server gives this label to every namespace.
    private static final String NAME = "kubernetes.io/metadata.name";

    /// Those among what was read.
    public static KnownNamespaces among(
            List<Reading> readings, Function<String, Optional<Map<String, String>>> others) {
        return new KnownNamespaces(
                readings.stream()
                        .filter(Reading.Found.class::isInstance)
                        .map(reading -> ((Reading.Found) reading).document())
                        .filter(document -> document.is("v1", "Namespace"))
                        .collect(Collectors.groupingBy(
                                Document::name, Collectors.mapping(KnownNamespaces::labels, Collectors.toList()))),
                others);
    }

    /// Labels are looked up only if the name does not decide.
    Match match(LabelSelector selector, String namespace) {
        Match byName = Match.all(requirements(selector).map(requirement -> byName(requirement, namespace)));
        return byName == Match.UNKNOWN
                ? Match.agreed(possible(namespace).map(labels -> Match.of(selector.matches(named(labels, namespace)))))
                : byName;
    }

    private Stream<Map<String, String>> possible(String namespace) {
        return documents.containsKey(namespace) ? documents.get(namespace).stream() : others.apply(namespace).stream();
    }

    private static Match byName(LabelSelector requirement, String namespace) {
        return requirement.keys().allMatch(NAME::equals)
                ? Match.of(requirement.matches(Map.of(NAME, namespace)))
                : Match.UNKNOWN;
    }

    private static Stream<LabelSelector> requirements(LabelSelector selector) {
        return Stream.concat(
                selector.matchLabels().entrySet().stream()
                        .map(label -> new LabelSelector(Map.of(label.getKey(), label.getValue()), List.of())),
                selector.matchExpressions().stream()
                        .map(expression -> new LabelSelector(Map.of(), List.of(expression))));
    }

    private static Map<String, String> named(Map<String, String> labels, String namespace) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(NAME, namespace);
        return all;
    }

    private static Map<String, String> labels(Document namespace) {
        return new PodView(namespace.json()).labels();
    }
}
