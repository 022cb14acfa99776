package dev.sudosafe.audit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.dryrun.Chooser;
import dev.sudosafe.dryrun.Document;
import dev.sudosafe.dryrun.Doors;
import dev.sudosafe.dryrun.Judge;
import dev.sudosafe.dryrun.KnownNamespaces;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.dryrun.Reading;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Profiles, and the namespaces that they select by. What runs is judged as it is; of a workload, what both doors
/// would make of its pods.
final class Rules {

    private final Judge running;
    private final Judge planned;

    Rules(List<Reviewer> reviewers, Map<String, Map<String, String>> namespaces) {
        Chooser chooser = new Chooser.BySelectors(
                reviewers, new KnownNamespaces(Map.of(), name -> Optional.ofNullable(namespaces.get(name))));
        this.running = new Judge(chooser, Doors.VALIDATING);
        this.planned = new Judge(chooser, Doors.BOTH);
    }

    Outcome judge(ObjectNode object) {
        boolean runs = object.path("kind").asText().equals("Pod");
        ObjectNode judged = runs ? asItWasCreated(object) : object;
        Document document = new Document("cluster", 0, new Manifest(judged, Map.of()), JsonPointer.empty(), judged);
        return (runs ? running : planned).judge(new Reading.Found(document));
    }

    /// Without the node that the scheduler has written down since, which no new pod may name.
    private static ObjectNode asItWasCreated(ObjectNode pod) {
        ObjectNode created = pod.objectNode().setAll(pod);
        if (pod.path("spec") instanceof ObjectNode spec) {
            created.set("spec", spec.objectNode().<ObjectNode>setAll(spec).without("nodeName"));
        }
        return created;
    }
}
