package dev.sudosafe.web;

import dev.sudosafe.cluster.LiveCluster;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.placement.FactsReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What is in force, and until when. NaN where something is not known, which no alert compares to.
final class StateMetrics {

    private final MeterRegistry registry;
    private final LiveProfiles profiles;
    private final LiveCertificate certificate;
    private final LiveCluster cluster;
    private final MultiGauge nodes;

    StateMetrics(MeterRegistry registry, LiveProfiles profiles, LiveCertificate certificate, LiveCluster cluster) {
        this.registry = registry;
        this.profiles = profiles;
        this.certificate = certificate;
        this.cluster = cluster;
        this.nodes = MultiGauge.builder("sudosafe.cluster.nodes")
                .description("Nodes that can run the isolation of a profile, with docker and without")
                .register(registry);
    }

    void register() {
        gauge("sudosafe.build.info", "Always 1", () -> 1, Tags.of("version", version(), "java", javaVersion()));
        registerProfiles();
        registerCertificate();
    }

    /// The cluster's state is worth a row only where it is looked up.
    void registerCluster() {
        cluster.synced()
                .keySet()
                .forEach(kind -> gauge(
                        "sudosafe.cluster.kind.synced",
                        "Whether objects of a kind are known as they are now",
                        () -> truth(cluster.synced().getOrDefault(kind, false)),
                        Tags.of("kind", kind)));
        timestamp(
                () -> trust() instanceof ApiServerTrust.Trusted(var until) ? until.getEpochSecond() : Double.NaN,
                "ca-bundle");
        gauge(
                "sudosafe.certificate.trusted",
                "Whether the caBundle of the webhook configurations trusts the certificate served",
                () -> switch (trust()) {
                    case ApiServerTrust.Trusted _ -> 1;
                    case ApiServerTrust.Untrusted _ -> 0;
                    case ApiServerTrust.Unknown _ -> Double.NaN;
                },
                Tags.empty());
    }

    /// To be called from time to time: the table of thousands of nodes takes longer than a scrape should.
    void countNodes() {
        FactsReport report = new FactsReport(
                cluster.facts().nodes(),
                profiles.state().reviewers().values().stream()
                        .map(Reviewer::profile)
                        .toList());
        nodes.register(
                report.counts().stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of(
                                        "profile", count.profile(),
                                        "isolation", count.isolation(),
                                        "docker", Boolean.toString(count.docker())),
                                count.nodes()))
                        .toList(),
                true);
    }

    private void registerProfiles() {
        gauge(
                "sudosafe.profiles",
                "Profiles in force",
                () -> profiles.state().reviewers().size(),
                Tags.empty());
        gauge(
                "sudosafe.profile.files.refused",
                "Profile files that are refused as they are now",
                () -> profiles.state().profiles().problems().size(),
                Tags.empty());
        reloads(
                "sudosafe.profile.reloads",
                "Changes of the profile files",
                profiles,
                state -> state.state().takenReloads(),
                state -> state.state().refusedReloads());
    }

    private void registerCertificate() {
        timestamp(() -> certificate.state().served().expiry().getEpochSecond(), "serving");
        gauge(
                "sudosafe.certificate.refused",
                "Whether the certificate files are refused as they are now",
                () -> truth(certificate.state().problem().isPresent()),
                Tags.empty());
        reloads(
                "sudosafe.certificate.reloads",
                "Changes of the certificate files",
                certificate,
                live -> live.state().taken(),
                live -> live.state().refused());
    }

    private ApiServerTrust trust() {
        return ApiServerTrust.in(certificate.state().served(), cluster.caBundles());
    }

    private void timestamp(Supplier<Number> seconds, String certificate) {
        Gauge.builder("sudosafe.certificate.expiry.timestamp", seconds)
                .description("When a certificate expires, in seconds since 1970")
                .baseUnit("seconds")
                .tag("certificate", certificate)
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value, Tags tags) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }

    private <T> void reloads(
            String name, String description, T source, ToDoubleFunction<T> taken, ToDoubleFunction<T> refused) {
        FunctionCounter.builder(name, source, taken)
                .description(description)
                .tag("result", "taken")
                .register(registry);
        FunctionCounter.builder(name, source, refused)
                .description(description)
                .tag("result", "refused")
                .register(registry);
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static String version() {
        String version = StateMetrics.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String javaVersion() {
        return Runtime.version().toString();
    }
}
