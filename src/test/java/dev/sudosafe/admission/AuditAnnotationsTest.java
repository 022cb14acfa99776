package dev.sudosafe.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.injection.SkipReason;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditAnnotationsTest {

    private static final Isolation USER_NAMESPACE = new Isolation.UserNamespace(null);
    private static final CheckDoc DOC = Checks.docs().getFirst();
    private static final Field FIELD = Field.root(Documents.tree("{a: 1}")).at("a");

    @Test
    void an_injection_has_profile_isolation_and_verdict() {
        assertThat(AuditAnnotations.of(
                        new Decision.Injected("default", USER_NAMESPACE, JsonPatch.EMPTY, List.of("a notice"))))
                .containsOnly(
                        entry("isolation", "UserNamespace"), entry("profile", "default"), entry("verdict", "injected"));
    }

    @Test
    void a_skipped_pod_has_the_code_of_the_reason() {
        assertThat(AuditAnnotations.of(new Decision.Skipped("default", SkipReason.NO_ISOLATION_FITS, JsonPatch.EMPTY)))
                .containsOnly(
                        entry("skip", "no-isolation-fits"), entry("profile", "default"), entry("verdict", "skipped"));
    }

    @Test
    void an_admitted_pod_has_its_isolation() {
        assertThat(AuditAnnotations.of(admitted(Optional.of(USER_NAMESPACE), Findings.NONE)))
                .containsOnly(
                        entry("profile", "default"), entry("isolation", "UserNamespace"), entry("verdict", "admitted"));
    }

    @Test
    void a_pod_without_isolation_has_no_isolation() {
        assertThat(AuditAnnotations.of(admitted(Optional.empty(), Findings.NONE)))
                .containsOnly(entry("profile", "default"), entry("verdict", "admitted"));
    }

    @Test
    void findings_are_listed_by_action() {
        Findings findings = new Findings(List.of(), findings("one", "two"), findings("three"));
        assertThat(AuditAnnotations.of(admitted(Optional.empty(), findings)))
                .containsOnly(
                        entry("profile", "default"),
                        entry("verdict", "admitted"),
                        entry("warn", DOC.title() + " (one at a); " + DOC.title() + " (two at a)"),
                        entry("audit", DOC.title() + " (three at a)"));
    }

    @Test
    void a_denied_pod_has_the_reasons() {
        assertThat(AuditAnnotations.of(denied(findings("one", "two"))))
                .containsOnly(
                        entry("profile", "default"),
                        entry("verdict", "denied"),
                        entry("deny", DOC.title() + " (one at a); " + DOC.title() + " (two at a)"));
    }

    @Test
    void at_most_a_hundred_reasons_are_listed() {
        String[] subjects = IntStream.range(0, 101).mapToObj(String::valueOf).toArray(String[]::new);
        assertThat(AuditAnnotations.of(denied(findings(subjects)))
                        .getOrDefault("deny", "")
                        .split("; ", -1))
                .hasSize(100);
    }

    @Test
    void a_malformed_pod_has_only_the_verdict() {
        assertThat(AuditAnnotations.of(
                        new Decision.Malformed(List.of(new PodShape.Misfit(FIELD.path(), "a string", "a list")))))
                .containsOnly(entry("verdict", "malformed"));
    }

    private static Decision admitted(Optional<Isolation> isolation, Findings findings) {
        return new Decision.Admitted("default", isolation, findings, JsonPatch.EMPTY, List.of());
    }

    private static Decision denied(List<Finding> findings) {
        return new Decision.Denied(
                "default", Optional.empty(), new Findings(findings, List.of(), List.of()), JsonPatch.EMPTY, List.of());
    }

    private static List<Finding> findings(String... subjects) {
        return List.of(subjects).stream()
                .map(subject -> DOC.finding(FIELD, subject))
                .toList();
    }
}
