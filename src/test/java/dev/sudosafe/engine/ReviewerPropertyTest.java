package dev.sudosafe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.fixture.ApiServer;
import dev.sudosafe.fixture.Cases;
import dev.sudosafe.fixture.Oracle;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for every pod, tried on random ones.
class ReviewerPropertyTest {

    private static final List<Reviewer> DOORS = Stream.concat(
                    Stream.of(Profiles.builtIn(), Profiles.builtIn(), Profiles.builtIn()),
                    Stream.of("any-isolation", "kata", "sysbox", "no-sudo", "no-docker", "rootful", "tooling-only")
                            .map(name -> Profiles.reviewer(Profiles.file(name + ".yaml"))))
            .toList();

    /// A door, a pod before it, and the patch that the door makes; none when it refuses the pod.
    private record Case(Reviewer door, ObjectNode pod, Optional<JsonPatch> patch, PodGenerator generator) {

        static Case of(Random random) {
            PodGenerator generator = new PodGenerator(random);
            Reviewer door = DOORS.get(random.nextInt(DOORS.size()));
            ObjectNode pod = generator.pod();
            return new Case(door, pod, patchOf(door, pod), generator);
        }

        ObjectNode injected() {
            return patch.map(made -> (ObjectNode) made.applyTo(pod)).orElse(pod);
        }
    }

    @Test
    void a_patch_applies_by_another_implementation_too_and_comes_to_the_same() {
        Cases.forAll(random -> {
            Case it = Case.of(random);
            it.patch()
                    .ifPresent(patch -> assertThat(io.fabric8.zjsonpatch.JsonPatch.apply(patch.toJson(), it.pod()))
                            .isEqualTo(it.injected()));
        });
    }

    @Test
    void a_value_of_any_type_anywhere_breaks_neither_door() {
        Cases.forAll(random -> {
            Case it = Case.of(random);
            JsonNode pod = it.generator().broken(it.injected());
            Verdict mutated = it.door().mutate(new PodView(pod));
            if (mutated instanceof Verdict.Admitted admitted) {
                assertThat(io.fabric8.zjsonpatch.JsonPatch.apply(
                                admitted.patch().toJson(), pod))
                        .isEqualTo(admitted.patch().applyTo(pod));
            }
            assertThat(it.door().validate(PodChange.update(pod, it.injected()))).isNotNull();
            assertThat(it.door().validate(PodChange.update(it.injected(), pod)) instanceof Verdict.Malformed)
                    .isEqualTo(mutated instanceof Verdict.Malformed);
        });
    }

    @Test
    void twice_is_once() {
        Cases.forAll(random -> {
            Case it = Case.of(random);
            if (it.patch().isPresent()) {
                assertThat(patchOf(it.door(), it.injected())).contains(JsonPatch.EMPTY);
            }
        });
    }

    @Test
    void what_the_api_server_does_between_two_calls_changes_nothing() {
        Cases.forAll(random -> {
            Case it = Case.of(random);
            if (it.patch().isPresent()) {
                JsonNode stored = ApiServer.limited(ApiServer.stored(it.injected()));
                assertThat(patchOf(it.door(), stored)).contains(JsonPatch.EMPTY);
                assertThat(checks(it.door(), stored)).isEqualTo(checks(it.door(), it.injected()));
            }
        });
    }

    @Test
    void order_and_harmless_fields_change_no_finding() {
        Cases.forAll(random -> {
            Case it = Case.of(random);
            ObjectNode pod = it.injected();
            it.generator().tamper(pod);
            assertThat(identities(it.door(), it.generator().disguised(pod))).isEqualTo(identities(it.door(), pod));
        });
    }

    @Test
    void an_update_that_changes_nothing_is_admitted() {
        Cases.forAll(random -> {
            Case it = Case.of(random);
            if (it.door().profile().spec().podSelector().matches(new PodView(it.pod()).labels())) {
                assertThat(it.door().validate(PodChange.update(it.pod(), it.pod())))
                        .isInstanceOf(Verdict.Admitted.class);
            }
        });
    }

    @Test
    void no_pod_is_admitted_that_is_a_danger() {
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger harmless = new AtomicInteger();
        Cases.forAll(random -> {
            Case it = Case.of(random);
            ObjectNode pod = it.injected();
            it.generator().tamper(pod);
            if (it.door().validate(PodChange.create(pod)) instanceof Verdict.Admitted) {
                admitted.incrementAndGet();
                assertThat(Oracle.danger(pod)).as("%s", pod).isEmpty();
            }
            harmless.addAndGet(Oracle.danger(pod).isEmpty() ? 1 : 0);
        });
        if (Cases.count() >= 1_000) {
            assertThat(admitted.get()).as("else this proves nothing").isGreaterThan(Cases.count() / 10);
            assertThat(harmless.get()).as("else this proves nothing").isLessThan(Cases.count() * 9 / 10);
        }
    }

    private static Optional<JsonPatch> patchOf(Reviewer door, JsonNode pod) {
        return door.mutate(new PodView(pod)) instanceof Verdict.Admitted admitted
                ? Optional.of(admitted.patch())
                : Optional.empty();
    }

    private static List<Finding> findings(Reviewer door, JsonNode pod) {
        return switch (door.validate(PodChange.create(pod))) {
            case Verdict.Admitted admitted -> List.of();
            case Verdict.Denied denied -> denied.findings();
            case Verdict.Malformed malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static Set<String> checks(Reviewer door, JsonNode pod) {
        return findings(door, pod).stream().map(finding -> finding.check().id()).collect(Collectors.toSet());
    }

    /// Which of two clashing mounts is named depends on their order, and a sidecar's mounts on where they stand.
    private static Set<Object> identities(Reviewer door, JsonNode pod) {
        return findings(door, pod).stream()
                .map(finding -> finding.check().id().equals("docker-sidecar") ? "docker-sidecar" : finding.identity())
                .collect(Collectors.toSet());
    }
}
