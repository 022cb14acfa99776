package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.engine.Verdict;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.fixture.Fixture.Expected;
import dev.sudosafe.fixture.Profiles;
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
        Verdict verdict = Profiles.reviewer(fixture.workspaceProfile()).validate(fixture.change());
        List<Finding> findings = switch (verdict) {
            case Verdict.Admitted admitted -> List.of();
            case Verdict.Denied denied -> denied.findings();
            case Verdict.Malformed malformed -> throw new AssertionError(malformed.message());
        };
        assertThat(expectations(findings, fixture.check()))
                .as("findings of %s among%n%s", fixture.check(), reasons(findings))
                .containsExactlyInAnyOrderElementsOf(fixture.expected());
        assertThat(otherChecks(findings, fixture.check()))
                .as("other checks:%n%s", reasons(findings))
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
