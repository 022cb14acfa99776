package dev.sudosafe.audit;

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

    private static final String LEASE = "sudosafe-audit";

    private final Inventory inventory;
    private final Store store;
    private final Supplier<List<Reviewer>> reviewers;
    private final Lease lease;
    private final InstantSource clock;
    private final String instance;

    /// @param namespace where the lease is
    /// @param instance names this process
    /// @param interval between two rounds
    public Auditor(
            Inventory inventory,
            Store store,
            Supplier<List<Reviewer>> reviewers,
            String namespace,
            String instance,
            Duration interval) {
        this.inventory = inventory;
        this.store = store;
        this.reviewers = reviewers;
        this.clock = InstantSource.system();
        this.instance = instance;
        // One that misses a round has lost it.
        this.lease = new Lease(store, namespace, LEASE, instance, interval.multipliedBy(2), clock);
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
        Reports.in(store).ifPresent(reports -> reports.write(store, audit, clock.instant()));
        new Events(store, instance).write(audit, clock.instant());
        return Optional.of(audit);
    }
}
