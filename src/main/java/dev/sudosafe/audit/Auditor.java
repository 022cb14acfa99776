package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.cluster.Inventory;
import dev.sudosafe.cluster.Store;
import dev.sudosafe.engine.Reviewer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Audits what runs, if no other process does: pods may be older than the policy, or have come in while the webhook was
/// away.
public final class Auditor {

    private static final String CONFIGURATIONS =
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/";

    private final Inventory inventory;
    private final Store store;
    private final Supplier<List<Reviewer>> reviewers;
    private final Lease lease;
    private final InstantSource clock;
    private final String instance;
    private final Optional<String> release;

    /// @param lease as NAMESPACE/NAME
    /// @param instance names this process
    /// @param interval between two rounds
    /// @param release name of the webhook configurations; when they are uninstalled, the reports go too
    public Auditor(
            Inventory inventory,
            Store store,
            Supplier<List<Reviewer>> reviewers,
            String lease,
            String instance,
            Duration interval,
            Optional<String> release) {
        this.inventory = inventory;
        this.store = store;
        this.reviewers = reviewers;
        this.clock = InstantSource.system();
        this.instance = instance;
        this.release = release;
        // One that misses a round has lost it.
        this.lease = new Lease(store, lease, instance, interval.multipliedBy(2), clock);
    }

    /// One round.
    ///
    /// @return empty if another process does it
    public Optional<Audit> run() throws Inventory.UnreadableException {
        if (!lease.take()) {
            return Optional.empty();
        }
        Audit audit = new Audit();
        Survey.ofPods(inventory, reviewers.get()).tell(audit);
        Reports.in(store)
                .ifPresent(
                        reports -> reports.write(store, release.orElse("sudosafe"), audit, owner(), clock.instant()));
        new Events(store, instance).write(audit, clock.instant());
        return Optional.of(audit);
    }

    private Optional<ObjectNode> owner() {
        return release.flatMap(name -> store.get(CONFIGURATIONS + name))
                .map(configuration -> JsonNodeFactory.instance
                        .objectNode()
                        .put("apiVersion", "admissionregistration.k8s.io/v1")
                        .put("kind", "ValidatingWebhookConfiguration")
                        .put("name", configuration.at("/metadata/name").asText())
                        .put("uid", configuration.at("/metadata/uid").asText()));
    }
}
