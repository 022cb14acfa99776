package dev.sudosafe.web;

import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.profile.ProfileFolder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Puts the parts together, which know nothing of Quarkus.
@ApplicationScoped
class Wiring {

    /// A ConfigMap comes up to a minute late anyway; reading a few small files a second costs nothing.
    private static final Duration POLL = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private static final Duration COUNT = Duration.ofSeconds(15);

    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("files").factory());

    @Produces
    @Singleton
    LiveCluster cluster() {
        return new LiveCluster();
    }

    @Produces
    @Singleton
    LiveProfiles profiles(SudosafeConfig config, LiveCluster cluster) throws IOException {
        Optional<Path> folder = config.profiles();
        Supplier<ClusterFacts> facts = config.cluster().enabled() ? cluster::facts : () -> ClusterFacts.NONE;
        return folder.isPresent()
                ? new LiveProfiles(new ProfileFolder(folder.get()), facts, config.profilesSpread())
                : new LiveProfiles(facts);
    }

    /// Server has seen to it that both files are named.
    @Produces
    @Singleton
    LiveCertificate certificate(SudosafeConfig config, Vertx vertx) throws IOException {
        SudosafeConfig.Tls tls = config.tls();
        return new LiveCertificate(tls.certificate().orElseThrow(), tls.key().orElseThrow(), vertx);
    }

    @Produces
    @Singleton
    Optional<ClientAuthority> clients(SudosafeConfig config) throws IOException {
        Optional<Path> file = config.tls().clientCa();
        return file.isPresent() ? Optional.of(new ClientAuthority(file.get())) : Optional.empty();
    }

    @Produces
    @Singleton
    AdmissionService admission(LiveProfiles profiles) {
        return new AdmissionService(profiles);
    }

    @Produces
    @Singleton
    ReviewRecords reviewRecords(LiveProfiles profiles, ReviewMetrics metrics, ReviewLog log) {
        return new ReviewRecords(metrics, new ReviewMetrics(new SimpleMeterRegistry(), profiles), log);
    }

    @Produces
    @Singleton
    ReviewLog reviewLog() {
        ReviewLog log = new ReviewLog();
        log.start();
        return log;
    }

    @Produces
    @Singleton
    ReviewMetrics reviewMetrics(MeterRegistry registry, LiveProfiles profiles) {
        return new ReviewMetrics(registry, profiles);
    }

    void start(
            @Observes StartupEvent event,
            LiveProfiles profiles,
            LiveCertificate certificate,
            Optional<ClientAuthority> clients) {
        poll(profiles::poll);
        poll(certificate::poll);
        clients.ifPresent(authority -> poll(authority::poll));
    }

    void tell(@Observes StartupEvent event) {
        ClassCache.unused()
                .ifPresent(file -> LOG.warnf(
                        "slow start: the cache %s is for another Java or other flags; -Xlog:aot:stderr in JDK_JAVA_OPTIONS tells why",
                        file));
        TlsEngine.missing()
                .ifPresent(why ->
                        LOG.warnf("slow handshakes: TLS is the JDK's own, as the native one is missing: %s", why));
    }

    private void poll(Runnable poll) {
        var _ = poller.scheduleWithFixedDelay(poll, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void measure(
            @Observes StartupEvent event,
            SudosafeConfig config,
            MeterRegistry registry,
            LiveProfiles profiles,
            LiveCertificate certificate,
            LiveCluster cluster) {
        StateMetrics metrics = new StateMetrics(registry, profiles, certificate, cluster);
        metrics.register();
        if (config.cluster().enabled()) {
            metrics.registerCluster();
            var _ = poller.scheduleWithFixedDelay(metrics::countNodes, 1, COUNT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// On a thread of its own: a Kubernetes client takes a second to make, and the doors need not wait for it.
    void watch(@Observes StartupEvent event, SudosafeConfig config, LiveCluster cluster) {
        if (config.cluster().enabled()) {
            Thread.ofPlatform().daemon().name("cluster").start(() -> start(config.cluster(), cluster));
        }
    }

    private static void start(SudosafeConfig.Cluster config, LiveCluster cluster) {
        cluster.start();
        config.webhookConfiguration().ifPresent(cluster::readWebhookConfigurations);
        if (config.labelNodes()) {
            cluster.labelNodes();
        }
    }

    void stop(@Observes ShutdownEvent event, LiveCluster cluster, ReviewLog log) {
        poller.shutdownNow();
        log.close();
        cluster.close();
    }
}
