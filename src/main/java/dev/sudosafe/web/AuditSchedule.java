package dev.sudosafe.web;

import dev.sudosafe.audit.Audit;
import dev.sudosafe.audit.Audit.ByProfile;
import dev.sudosafe.audit.Auditor;
import dev.sudosafe.cluster.Inventory;
import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.cluster.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Audits what runs from time to time, and counts what was found where it was this process that looked.
@ApplicationScoped
class AuditSchedule {

    private static final Logger LOG = Logger.getLogger(AuditSchedule.class);

    /// Until then the look-ups know what there is.
    private static final Duration FIRST = Duration.ofSeconds(20);

    private final SudosafeConfig config;
    private final LiveCluster cluster;
    private final LiveProfiles profiles;
    private final MultiGauge pods;
    private final MultiGauge findings;
    private final MeterRegistry registry;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit").factory());
    private volatile double lastRun = Double.NaN;

    AuditSchedule(SudosafeConfig config, LiveCluster cluster, LiveProfiles profiles, MeterRegistry registry) {
        this.config = config;
        this.cluster = cluster;
        this.profiles = profiles;
        this.registry = registry;
        this.pods = MultiGauge.builder("sudosafe.audit.pods")
                .description("Pods that run, by what would be said of them today; of the process that audits")
                .register(registry);
        this.findings = MultiGauge.builder("sudosafe.audit.findings")
                .description("Pods that run and would be refused today, by check; of the process that audits")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        if (config.audit().enabled() && config.cluster().enabled()) {
            Gauge.builder("sudosafe.audit.last.run.timestamp.seconds", () -> lastRun)
                    .description("When this process last audited, in seconds since 1970; NaN if another one does")
                    .register(registry);
            long interval = config.audit().interval().toMillis();
            long first = Math.min(FIRST.toMillis(), interval);
            var _ = clock.scheduleWithFixedDelay(this::round, first, interval, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void round() {
        try {
            Optional<Inventory> inventory = cluster.inventory();
            Optional<Store> store = cluster.store();
            if (inventory.isPresent() && store.isPresent() && !cluster.synced().containsValue(false)) {
                publish(auditor(inventory.get(), store.get()).run());
            }
        } catch (Inventory.UnreadableException e) {
            LOG.warnf("no audit: %s", e.getMessage());
        } catch (RuntimeException e) {
            // The clock would not call again after one that gets through.
            LOG.warnf("no audit: %s: %s", Store.why(e), e);
        }
    }

    private Auditor auditor(Inventory inventory, Store store) {
        return new Auditor(
                inventory,
                store,
                () -> List.copyOf(profiles.state().reviewers().values()),
                config.audit().lease(),
                instance(),
                config.audit().interval(),
                config.cluster().webhookConfiguration());
    }

    /// The pod's name in a cluster.
    private static String instance() {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "sudosafe");
        return host + "-" + ProcessHandle.current().pid();
    }

    private void publish(Optional<Audit> audit) {
        pods.register(rows(audit.map(Audit::pods).orElse(Map.of()), "verdict"), true);
        findings.register(rows(audit.map(Audit::findings).orElse(Map.of()), "check"), true);
        lastRun = audit.isPresent() ? System.currentTimeMillis() / 1000.0 : Double.NaN;
    }

    private static List<MultiGauge.Row<?>> rows(Map<ByProfile, Integer> counts, String label) {
        return counts.entrySet().stream()
                .<MultiGauge.Row<?>>map(count -> MultiGauge.Row.of(
                        Tags.of(
                                "profile",
                                count.getKey().profile(),
                                label,
                                count.getKey().what()),
                        count.getValue()))
                .toList();
    }
}
