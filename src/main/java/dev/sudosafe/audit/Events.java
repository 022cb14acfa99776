package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.cluster.Store;
import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.PlacedFinding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An Event on each pod that would be refused today, as `kubectl describe pod` shows it. Its name is made of what it
/// says, so that the next round adds none while the API server still has it (for an hour by default).
record Events(Store store, String instance) {

    private static final String COMPONENT = "sudosafe";

    /// In a round: a whole cluster of old pods shall not fill etcd with events.
    private static final int MOST = 100;

    /// The API server's limit is 1024 characters.
    private static final int LENGTH = 1000;

    void write(Audit audit, Instant now) {
        Stream<Comparison> denied =
                audit.namespaces().values().stream().flatMap(standing -> standing.denied().stream());
        denied.limit(MOST).forEach(pod -> write(pod, now));
    }

    private void write(Comparison pod, Instant now) {
        if (pod.today().judgement() instanceof Judgement.Denied denied) {
            String namespace = pod.object().at("/metadata/namespace").asText();
            store.create(
                    "/api/v1/namespaces/%s/events".formatted(namespace), event(pod.object(), message(denied), now));
        }
    }

    private ObjectNode event(ObjectNode pod, String message, Instant now) {
        ObjectNode reference = Reports.reference(pod);
        String identity = reference.path("uid").asText() + message;
        UUID unique = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata")
                .put("name", COMPONENT + "-" + unique)
                .put("namespace", reference.path("namespace").asText());
        event.set("involvedObject", reference);
        event.putObject("source").put("component", COMPONENT);
        return event.put("type", "Warning")
                .put("reason", "RefusedToday")
                .put("message", message)
                .put("firstTimestamp", time)
                .put("lastTimestamp", time)
                .put("count", 1)
                .put("reportingComponent", "sudosafe.dev/audit")
                .put("reportingInstance", instance)
                .put("action", "Audit");
    }

    private static String message(Judgement.Denied denied) {
        List<Finding> findings =
                denied.findings().stream().map(PlacedFinding::finding).toList();
        String message = "sudosafe profile \"%s\" would refuse this pod today: %s"
                .formatted(
                        denied.profile(), findings.stream().map(Finding::reason).collect(Collectors.joining("; ")));
        return message.length() <= LENGTH ? message : message.substring(0, LENGTH) + "...";
    }
}
