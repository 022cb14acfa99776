package dev.sudosafe.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.facts.Fence;
import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Keeps the pod from nodes that cannot run its isolation, of which the scheduler knows nothing.
record NodeFence(Isolation isolation, Fence fence) implements Injection {

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String TERMS = "/spec/affinity/nodeAffinity/" + REQUIRED + "/nodeSelectorTerms";
    private static final String EXPRESSIONS = "matchExpressions";

    private static final InjectionDoc DOC = new InjectionDoc(
            "node-affinity",
            "node affinity",
            List.of("spec.affinity.nodeAffinity." + REQUIRED),
            "pods that the scheduler could put onto a node which is known not to run their isolation; every term of"
                    + " their own affinity gets the requirement",
            "lets the pod start where it can, as otherwise it would wait on its node for good");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        return requirement().stream().flatMap(requirement -> edits(pod, requirement));
    }

    @Override
    public Stream<String> warnings(PodView pod) {
        return switch (fence) {
            case Fence.TooLong(int nodes) ->
                Stream.of("%d nodes cannot run %s, too many to name them in the pod: %s"
                        .formatted(nodes, isolation.kind(), advice()));
            case Fence.None _, Fence.Label _, Fence.NotHosts _ -> Stream.empty();
        };
    }

    private String advice() {
        return isolation.runtimeClassName() == null
                ? "label those that can with sudosafe.dev/user-namespaces=true"
                : "give RuntimeClass \"%s\" a scheduling.nodeSelector".formatted(isolation.runtimeClassName());
    }

    /// Terms are alternatives, so each of them gets it. One that is empty matches no node and must stay so.
    private static Stream<Edit> edits(PodView pod, ObjectNode requirement) {
        Field required = pod.spec().at("affinity").at("nodeAffinity").at(REQUIRED);
        if (!required.isSet()) {
            ObjectNode term = JsonNodeFactory.instance.objectNode();
            term.putArray(EXPRESSIONS).add(requirement);
            return Stream.of(Edit.append(TERMS, term));
        }
        JsonNode terms = required.at("nodeSelectorTerms").value();
        return IntStream.range(0, terms.size())
                .filter(i -> isWanting(terms.get(i), requirement))
                .mapToObj(i -> Edit.append(TERMS + "/" + i + "/" + EXPRESSIONS, requirement));
    }

    private static boolean isWanting(JsonNode term, ObjectNode requirement) {
        boolean matchesSome =
                !term.path(EXPRESSIONS).isEmpty() || !term.path("matchFields").isEmpty();
        return matchesSome && term.path(EXPRESSIONS).valueStream().noneMatch(requirement::equals);
    }

    private Optional<ObjectNode> requirement() {
        return switch (fence) {
            case Fence.None _, Fence.TooLong _ -> Optional.empty();
            case Fence.Label(String key, String value) -> Optional.of(requirement(key, "In", List.of(value)));
            case Fence.NotHosts(List<String> names) ->
                Optional.of(requirement("kubernetes.io/hostname", "NotIn", names));
        };
    }

    private static ObjectNode requirement(String key, String operator, List<String> values) {
        ObjectNode requirement =
                JsonNodeFactory.instance.objectNode().put("key", key).put("operator", operator);
        ArrayNode list = requirement.putArray("values");
        values.forEach(list::add);
        return requirement;
    }
}
