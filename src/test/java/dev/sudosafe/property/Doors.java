package dev.sudosafe.property;

import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.facts.ClaimVolume;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.fixture.NodeFacts;
import dev.sudosafe.fixture.ProfileGenerator;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The doors that random pods come to.
final class Doors {

    private static final int RANDOM = 5_000;

    /// Of two nodes one can run what most profiles want, and none can run Kata.
    private static final NodeFacts NODES = new NodeFacts()
            .node("a {handlers: {'': true, runc: true, sysbox-runc: true}, resources: [sudosafe.dev/tun]}")
            .node("b {handlers: {'': false}}")
            .runtimeClass("sysbox-runc")
            .runtimeClass("kata-qemu");

    /// A cluster in which one claim is bound to a node's disk.
    private static final ClusterFacts FACTS = new ClusterFacts(Doors::claim, NODES.known());

    /// Profiles that deny, and allow nothing beyond what every profile does.
    private static final List<Reviewer> STRICT = Stream.concat(
                    Stream.of(WorkspaceProfile.builtIn(), WorkspaceProfile.builtIn(), WorkspaceProfile.builtIn()),
                    Stream.of("any-isolation", "kata", "sysbox", "no-sudo", "no-docker", "rootful", "tooling-only")
                            .map(name -> Profiles.file(name + ".yaml")))
            .map(profile -> door(Generations.first(profile)))
            .toList();

    /// Made on demand, each by its index.
    private static final AtomicReferenceArray<@Nullable Reviewer> MADE = new AtomicReferenceArray<>(RANDOM);

    private Doors() {}

    static Reviewer strict(RandomGenerator random) {
        return STRICT.get(random.nextInt(STRICT.size()));
    }

    static Reviewer any(RandomGenerator random) {
        return random.nextBoolean() ? strict(random) : made(random.nextInt(RANDOM));
    }

    private static Reviewer made(int index) {
        Reviewer made = MADE.get(index);
        if (made == null) {
            made = make(new SplittableRandom(index));
            MADE.set(index, made);
        }
        return made;
    }

    private static Reviewer make(RandomGenerator random) {
        ProfileGenerator generator = new ProfileGenerator(random);
        Generations first = Generations.first(generator.profile());
        return door(random.nextInt(4) == 0 ? first.replacedBy(generator.profile()) : first);
    }

    private static ClaimVolume claim(String namespace, String claim) {
        return switch (claim) {
            case "home" -> new ClaimVolume.Backed("csi", "standard");
            case "node-disk" -> new ClaimVolume.Backed("hostPath", "");
            case "c" -> new ClaimVolume.Unbound("standard");
            default -> new ClaimVolume.Unknown("no such claim");
        };
    }

    private static Reviewer door(Generations profiles) {
        return new Reviewer(profiles, () -> FACTS);
    }
}
