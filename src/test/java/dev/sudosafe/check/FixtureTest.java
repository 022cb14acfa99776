package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.engine.Findings;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.fixture.Fixture.Expected;
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Generations;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Pushes every fixture through the validating door.
class FixtureTest {

    @TestFactory
    Stream<DynamicTest> the_validating_door_says_what_the_fixture_expects() {
        return Fixture.all().stream()
                .map(fixture -> DynamicTest.dynamicTest(
                        fixture.toString(), fixture.file().toUri(), () -> judge(fixture)));
    }

    private static void judge(Fixture fixture) {
        assertThat(PodShape.misfits(fixture.change().after().json())).isEmpty();
        Reviewer reviewer = new Reviewer(Generations.first(fixture.workspaceProfile()), fixture::facts);
        Findings found = reviewer.findings(fixture.change());
        List<Finding> denying = found.denied();
        List<Finding> expected = fixture.action().map(found::by).orElse(List.of());
        assertThat(expectations(expected, fixture.check()))
                .as("findings of %s among%n%s", fixture.check(), found)
                .containsExactlyInAnyOrderElementsOf(fixture.expected());
        assertThat(Stream.of(Action.values()).map(found::by).flatMap(List::stream))
                .filteredOn(finding -> finding.check().id().equals(fixture.check()))
                .as("what follows: %s", found)
                .hasSameSizeAs(fixture.expected());
        assertThat(otherChecks(denying, fixture.check()))
                .as("other checks:%n%s", reasons(denying))
                .isEqualTo(fixture.also());
    }

    private static List<Expected> expectations(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().id().equals(check))
                .map(finding ->
                        new Expected("%s (%s)".formatted(finding.check().title(), finding.subject()), finding.path()))
                .toList();
    }

    private static Set<String> otherChecks(List<Finding> findings, String check) {
        return findings.stream()
                .map(finding -> finding.check().id())
                .filter(id -> !id.equals(check))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String reasons(List<Finding> findings) {
        return findings.stream().map(Finding::reason).collect(Collectors.joining("\n"));
    }
}
