package dev.sudosafe.web;

import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.Reply;
import dev.sudosafe.admission.Reviewed;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.profile.Action;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts reviews, and times them. Labels have values that we know beforehand, whatever a caller writes: never the name
/// of a pod, a namespace or a profile that is not in force.
final class ReviewMetrics {

    /// In seconds: those of the API server's own webhook metrics, finer where our answers are.
    private static final double[] BUCKETS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25
    };

    private static final Set<String> OPERATIONS = Set.of("CREATE", "UPDATE", "DELETE", "CONNECT");

    private final LiveProfiles profiles;
    private final MeterProvider<Counter> reviews;
    private final MeterProvider<Counter> findings;
    private final MeterProvider<Counter> injections;
    private final MeterProvider<Counter> skipped;
    private final MeterProvider<Counter> refused;
    private final Timer mutating;
    private final Timer validating;
    /// To find one in the registry takes as long as a few checks.
    private final Map<Row, Counter> ofReviews = new ConcurrentHashMap<>();

    private final Map<Found, Counter> ofFindings = new ConcurrentHashMap<>();

    private final AtomicInteger inFlight = new AtomicInteger();

    private record Row(String profile, Door door, String operation, String resource, String outcome) {
        Tags tags() {
            return Tags.of("profile", profile)
                    .and("door", lower(door), "operation", operation)
                    .and("resource", resource, "verdict", outcome);
        }
    }

    private record Found(String profile, String check, String action) {
        Tags tags() {
            return Tags.of("profile", profile).and("check", check, "action", action);
        }
    }

    ReviewMetrics(MeterRegistry registry, LiveProfiles profiles) {
        this.profiles = profiles;
        this.reviews = Counter.builder("sudosafe.admission.reviews")
                .description("Reviews answered, by what was said")
                .withRegistry(registry);
        this.findings = Counter.builder("sudosafe.admission.findings")
                .description("Reviews in which a check found something, by what followed from it")
                .withRegistry(registry);
        this.injections = Counter.builder("sudosafe.injections")
                .description("Pods that the mutating door gave an isolation")
                .withRegistry(registry);
        this.skipped = Counter.builder("sudosafe.injections.skipped")
                .description("Pods that the mutating door left as they are, by the reason")
                .withRegistry(registry);
        this.refused = Counter.builder("sudosafe.admission.requests.refused")
                .description("Requests answered with no AdmissionReview, by HTTP status")
                .withRegistry(registry);
        this.mutating = duration(registry, Door.MUTATE);
        this.validating = duration(registry, Door.VALIDATE);
        Gauge.builder("sudosafe.admission.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests to the doors that are being received or answered")
                .register(registry);
    }

    /// The head of a request has come.
    void begin() {
        inFlight.incrementAndGet();
    }

    /// It has been answered, or its sender has gone.
    ///
    /// @param status of HTTP
    void end(int status) {
        inFlight.decrementAndGet();
        if (status != 200) {
            refused.withTag("code", Integer.toString(status)).increment();
        }
    }

    /// @param nanos from the last byte of a review to its answer
    void time(Door door, long nanos) {
        Timer timer = switch (door) {
            case MUTATE -> mutating;
            case VALIDATE -> validating;
        };
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    void count(Reviewed reviewed) {
        String profile = known(reviewed.profile());
        Row row = new Row(
                profile,
                reviewed.door(),
                OPERATIONS.contains(reviewed.operation()) ? reviewed.operation() : "other",
                reviewed.kind().equals("Pod") ? "pods" : "templates",
                reviewed.outcome());
        ofReviews
                .computeIfAbsent(row, missing -> reviews.withTags(missing.tags()))
                .increment();
        if (reviewed.reply() instanceof Reply.Judged(Decision decision)) {
            count(decision, profile);
        }
    }

    private void count(Decision decision, String profile) {
        found(decision.findings(), profile)
                .forEach(found -> ofFindings
                        .computeIfAbsent(found, missing -> findings.withTags(missing.tags()))
                        .increment());
        switch (decision) {
            case Decision.Injected injected ->
                injections
                        .withTags(
                                "profile",
                                profile,
                                "isolation",
                                injected.isolation().kind())
                        .increment();
            case Decision.Skipped skip ->
                skipped.withTags("profile", profile, "reason", skip.reason().code())
                        .increment();
            case Decision.Admitted _, Decision.Denied _, Decision.Malformed _ -> {}
        }
    }

    /// Each check once an action: a hostile pod can have thousands of findings.
    private static Set<Found> found(Findings findings, String profile) {
        Set<Found> found = new HashSet<>();
        for (Action action : Action.values()) {
            for (Finding finding : findings.by(action)) {
                found.add(new Found(profile, finding.check().id(), lower(action)));
            }
        }
        return found;
    }

    private String known(String profile) {
        return profiles.find(profile).isPresent() ? profile : "";
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static Timer duration(MeterRegistry registry, Door door) {
        Duration[] buckets = Arrays.stream(BUCKETS)
                .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                .toArray(Duration[]::new);
        return Timer.builder("sudosafe.admission.review.duration")
                .description("From the last byte of a review to its answer")
                .tag("door", lower(door))
                .serviceLevelObjectives(buckets)
                .register(registry);
    }
}
