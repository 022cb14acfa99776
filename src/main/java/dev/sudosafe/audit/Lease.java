package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.cluster.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// A `Lease` of coordination.k8s.io, so that of several processes one does the work. It is taken anew at each round;
/// whoever has it and ends leaves it to the others when it runs out.
///
/// @param name as NAMESPACE/NAME
/// @param holder names this process
/// @param length for how long it is had without being taken anew
record Lease(Store store, String name, String holder, Duration length, InstantSource clock) {

    /// Whether this process has it now. The chart makes the object, so that it goes with the release.
    boolean take() {
        String path = "/apis/coordination.k8s.io/v1/namespaces/%s".formatted(name.replace("/", "/leases/"));
        return store.get(path)
                .filter(lease -> !isHeldByAnother(lease))
                .map(lease -> store.replace(path, taken(lease)))
                .orElse(false);
    }

    private boolean isHeldByAnother(JsonNode lease) {
        String other = lease.at("/spec/holderIdentity").asText();
        String renewed = lease.at("/spec/renewTime").asText();
        Duration held =
                Duration.ofSeconds(lease.at("/spec/leaseDurationSeconds").asLong());
        return !other.isEmpty()
                && !other.equals(holder)
                && !renewed.isEmpty()
                && clock.instant().isBefore(Instant.parse(renewed).plus(held));
    }

    private ObjectNode taken(JsonNode lease) {
        ObjectNode next = lease.deepCopy();
        next.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", length.toSeconds())
                .put("renewTime", microseconds(clock.instant()));
        return next;
    }

    /// With six digits always, as MicroTime wants them.
    private static String microseconds(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MICROS).plusNanos(1).toString();
        return text.substring(0, text.length() - 4) + "Z";
    }
}
