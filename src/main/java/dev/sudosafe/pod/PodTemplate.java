package dev.sudosafe.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The template in a workload, of which its controller makes pods.
///
/// @param field where it stands in the workload; not set when the workload lacks it
/// @param namespace of the workload, empty if it names none
public record PodTemplate(Field field, String namespace) {

    private static final List<String> SPEC = List.of("spec", "template");

    /// By API group and kind; a custom resource may bear the kind of a built-in one.
    private static final Map<String, List<String>> PLACES = Map.of(
            "apps/Deployment", SPEC,
            "apps/StatefulSet", SPEC,
            "apps/DaemonSet", SPEC,
            "apps/ReplicaSet", SPEC,
            "/ReplicationController", SPEC,
            "/PodTemplate", List.of("template"),
            "batch/Job", SPEC,
            "batch/CronJob", List.of("spec", "jobTemplate", "spec", "template"));

    /// The template of an object, if its kind is one that has a template.
    public static Optional<PodTemplate> of(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText("");
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return Optional.ofNullable(PLACES.get(group + "/" + object.path("kind").asText("")))
                .map(place -> at(place, Field.root(object)));
    }

    /// A pod as the controller makes it, without the name and the labels that the controller adds.
    public ObjectNode pod() {
        ObjectNode pod =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        field.value().propertyStream().forEach(member -> pod.set(member.getKey(), member.getValue()));
        if (!namespace.isEmpty() && pod.path("metadata") instanceof ObjectNode metadata) {
            pod.set("metadata", metadata.deepCopy().put("namespace", namespace));
        }
        return pod;
    }

    private static PodTemplate at(List<String> place, Field object) {
        Field field = object;
        for (String member : place) {
            field = field.at(member);
        }
        return new PodTemplate(field, object.at("metadata").at("namespace").text());
    }
}
