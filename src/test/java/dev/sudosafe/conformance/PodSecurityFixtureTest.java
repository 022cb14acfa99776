package dev.sudosafe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.check.Checks;
import dev.sudosafe.conformance.Differences.Difference;
import dev.sudosafe.fixture.ApiServer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Kubernetes' own fixtures of Pod Security at both doors of the built-in profile.
class PodSecurityFixtureTest {

    private static final Differences DIFFERENCES = Differences.read();

    @TestFactory
    Stream<DynamicTest> a_baseline_fixture_comes_to_what_pod_security_says_or_to_a_difference_that_is_explained() {
        return Conformance.measure().baseline().stream()
                .map(outcome -> DynamicTest.dynamicTest(
                        outcome.fixture().file(),
                        () -> assertThat(outcome.checks())
                                .as(outcome.fixture().file())
                                .isEqualTo(expected(outcome))));
    }

    @TestFactory
    Stream<DynamicTest> what_the_api_server_sets_changes_nothing() {
        return Conformance.measure().baseline().stream()
                .map(outcome -> DynamicTest.dynamicTest(outcome.fixture().file(), () -> {
                    JsonNode stored = ApiServer.stored(outcome.fixture().workspace());
                    assertThat(Outcome.refusals(stored))
                            .as(outcome.fixture().file())
                            .isEqualTo(outcome.checks());
                }));
    }

    @Test
    void every_difference_is_one() {
        List<Outcome> outcomes = Conformance.measure().baseline();
        Set<String> differing = outcomes.stream()
                .filter(outcome -> !outcome.isAsWanted())
                .map(outcome -> outcome.fixture().file())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(DIFFERENCES.fixtures().keySet()).isEqualTo(differing);
    }

    @Test
    void every_difference_in_earlier_versions_is_explained() {
        Set<String> differing = Conformance.measure().older().stream()
                .filter(outcome -> !outcome.isAsWanted())
                .map(outcome -> outcome.fixture().file())
                .filter(file -> !DIFFERENCES.fixtures().containsKey(file))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(DIFFERENCES.older().keySet()).isEqualTo(differing);
    }

    @Test
    void every_kind_of_fixture_of_restricted_that_is_admitted_is_explained() {
        Set<String> admitted = Conformance.measure().restricted().stream()
                .filter(outcome -> !outcome.fixture().passes() && outcome.isAdmitted())
                .map(outcome -> outcome.fixture().prefix())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(DIFFERENCES.restricted().keySet()).isEqualTo(admitted);
    }

    @Test
    void every_control_has_fixtures_and_a_check() {
        Set<String> prefixes = Conformance.measure().baseline().stream()
                .map(outcome -> outcome.fixture().prefix())
                .collect(Collectors.toSet());
        assertThat(prefixes)
                .containsAll(
                        Arrays.stream(Control.values()).map(Control::fixtures).toList());
        assertThat(Checks.ids())
                .containsAll(Arrays.stream(Control.values()).map(Control::check).toList());
    }

    private static SortedSet<String> expected(Outcome outcome) {
        Difference difference = DIFFERENCES.fixtures().get(outcome.fixture().file());
        return difference == null ? outcome.wanted() : difference.checks();
    }
}
