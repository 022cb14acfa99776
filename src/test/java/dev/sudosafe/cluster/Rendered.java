package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What real Helm makes of the chart with some values, object by object.
record Rendered(List<JsonNode> documents) {

    private static final Map<String, Rendered> BY_VALUES = new ConcurrentHashMap<>();

    /// @param values as YAML
    static Rendered of(String values) {
        return BY_VALUES.computeIfAbsent(values, Rendered::render);
    }

    private static Rendered render(String values) {
        return new Rendered(Documents.trees(HelmTemplate.here(values, Chart.NAMESPACE, KubernetesBinaries.VERSION)));
    }

    /// The one of this kind that belongs to the webhook.
    JsonNode kind(String kind) {
        return all(kind).findFirst().orElseThrow();
    }

    Stream<JsonNode> all(String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind));
    }

    List<String> names(String kind) {
        return all(kind)
                .map(document -> document.at("/metadata/name").asText())
                .sorted()
                .toList();
    }

    /// The webhook's pods.
    JsonNode pod() {
        return kind("Deployment").at("/spec/template/spec");
    }

    /// Its only container.
    JsonNode container() {
        return pod().at("/containers/0");
    }

    /// An entry of a webhook configuration.
    JsonNode entry(String kind, String name) {
        return kind(kind)
                .path("webhooks")
                .valueStream()
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode json(String yaml) {
        return Documents.tree(yaml);
    }
}
