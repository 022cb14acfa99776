package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.cluster.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;

/// An Event on each pod that would be refused today, as `kubectl describe pod` shows it. Its name is made of what it
/// says, so that the next round adds none while the API server still has it (for an hour by default).
record Events(Store store, String instance) {

    private static final String COMPONENT = "sudosafe";

    /// In a round: a whole cluster of old pods shall not fill etcd with events.
    private static final int MOST = 100;

    /// The API server's limit is 1024 characters.
    private static final int LENGTH = 1000;

    void write(Audit audit, Instant now) {
        audit.refused().limit(MOST).forEach(refused -> write(refused, now));
    }

    private void write(Audit.Refused refused, Instant now) {
        String namespace = refused.pod().path("namespace").asText();
        store.create("/api/v1/namespaces/%s/events".formatted(namespace), event(refused.pod(), message(refused), now));
    }

    private ObjectNode event(ObjectNode reference, String message, Instant now) {
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

    private static String message(Audit.Refused refused) {
        String reasons = refused.findings().map(Finding::reason).collect(Collectors.joining("; "));
        String message = "sudosafe profile \"%s\" would refuse this pod today: %s"
                .formatted(refused.decision().profile(), reasons);
        return message.length() <= LENGTH ? message : message.substring(0, LENGTH) + "...";
    }
}
