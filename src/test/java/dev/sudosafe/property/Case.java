package dev.sudosafe.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A random pod before the door of a random profile, and what that door makes of it.
public final class Case {

    private final Function<String, RandomGenerator> randoms;
    private final Tally tally;
    private final Reviewer door;
    private final ObjectNode pod;
    private final Optional<JsonPatch> patch;
    private final ObjectNode injected;

    private Case(Function<String, RandomGenerator> randoms, Tally tally) {
        RandomGenerator random = randoms.apply("case");
        this.randoms = randoms;
        this.tally = tally;
        this.door = Doors.any(random);
        this.pod = new PodGenerator(random).pod();
        tally.addCase(this);
        this.patch = patchOf(door, pod);
        this.injected = patch.map(made -> (ObjectNode) made.applyTo(pod)).orElse(pod);
    }

    /// The case of a seed.
    public static Case of(long seed, Tally tally) {
        return new Case(name -> new SplittableRandom(seed * 31 + name.hashCode()), tally);
    }

    /// A case by one source of chance, whichever it is.
    public static Case of(RandomGenerator random, Tally tally) {
        return new Case(name -> random, tally);
    }

    /// Chance for one use.
    RandomGenerator random(String use) {
        return randoms.apply(use);
    }

    Reviewer door() {
        return door;
    }

    ObjectNode pod() {
        return pod;
    }

    /// Empty when the door refuses the pod.
    Optional<JsonPatch> patch() {
        return patch;
    }

    /// The pod after the mutating door; as it was when that refuses it.
    ObjectNode injected() {
        return injected;
    }

    Tally tally() {
        return tally;
    }

    Decision mutate(Reviewer by, JsonNode any) {
        tally.addReviews(1);
        return by.mutate(new PodView(any));
    }

    Decision validate(Reviewer by, PodChange change) {
        tally.addReviews(1);
        return by.validate(change);
    }

    Optional<JsonPatch> patchOf(Reviewer by, JsonNode any) {
        Decision decision = mutate(by, any);
        return switch (decision) {
            case Decision.Injected _, Decision.Skipped _, Decision.Admitted _ -> Optional.of(decision.patch());
            case Decision.Denied _, Decision.Malformed _ -> Optional.empty();
        };
    }

    /// Whatever a door finds, whether it denies or not.
    List<Finding> findings(Reviewer by, PodChange change) {
        Findings found = by.findings(change);
        List<Finding> all =
                Stream.of(Action.values()).map(found::by).flatMap(List::stream).toList();
        tally.addReview(all);
        return all;
    }

    Set<Object> identities(PodChange change) {
        return identities(findings(door, change));
    }

    /// Which of two clashing mounts is named depends on their order, and a sidecar's mounts on where they stand.
    static Set<Object> identities(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.check().id().equals("docker-sidecar") ? "docker-sidecar" : finding.identity())
                .collect(Collectors.toSet());
    }
}
