package dev.sudosafe.catalogue;

import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.profile.Generations;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The two fixtures that a check's page shows.
///
/// @param refused of those that the check finds something in the plainest: the shortest under the built-in profile
/// @param allowed the one that differs least from it
record CheckExample(Fixture refused, Fixture allowed) {

    private static final Pattern EXPECTATION = Pattern.compile("# (profile|expect|at|also): ");
    private static final Pattern DOCUMENTS = Pattern.compile("^---\n", Pattern.MULTILINE);

    private static final Comparator<Fixture> PLAINEST = Comparator.comparing(
                    (Fixture fixture) -> fixture.action().orElseThrow())
            .thenComparingInt(fixture -> fixture.also().size())
            .thenComparing(fixture -> !fixture.profile().isEmpty())
            .thenComparing(CheckExample::isBesideTheWorkspace)
            .thenComparingLong(fixture -> pod(fixture).lines().count())
            .thenComparing(Fixture::name);

    static CheckExample of(List<Fixture> fixtures) {
        Fixture refused = fixtures.stream()
                .filter(fixture -> fixture.action().isPresent())
                .min(PLAINEST)
                .orElseThrow(() -> new IllegalArgumentException("no refused fixture"));
        Fixture allowed = fixtures.stream()
                .filter(fixture -> fixture.action().isEmpty())
                .min(nearestTo(refused))
                .orElseThrow(() -> new IllegalArgumentException("no allowed fixture for " + refused));
        return new CheckExample(refused, allowed);
    }

    /// How the refused pod differs from the allowed one.
    Difference difference() {
        return Difference.of(pod(allowed), pod(refused));
    }

    /// Whether a change of a running pod is refused, and not what it is.
    boolean isUpdate() {
        return refused.change().before().isPresent()
                && allowed.change().before().isPresent();
    }

    /// What the fixture's change does to the pod.
    static Difference step(Fixture fixture) {
        String[] documents = DOCUMENTS.split(pod(fixture), -1);
        return Difference.of(documents[0], documents[documents.length - 1]);
    }

    /// What the client of the refused one is told.
    String message() {
        Reviewer reviewer = new Reviewer(Generations.first(refused.workspaceProfile()), refused::facts);
        return switch (reviewer.validate(refused.change())) {
            case Decision.Denied denied -> denied.message();
            case Decision.Malformed malformed -> malformed.message();
            case Decision.Admitted admitted -> warnings(admitted);
        };
    }

    private String warnings(Decision.Admitted admitted) {
        Stream<Finding> own = admitted.findings().warned().stream()
                .filter(finding -> finding.check().id().equals(refused.check()));
        return Finding.messages(own.toList()).stream()
                .map(message -> "Warning: " + message)
                .collect(Collectors.joining("\n"));
    }

    private static Comparator<Fixture> nearestTo(Fixture refused) {
        return Comparator.comparing((Fixture fixture) -> isUpdate(fixture) != isUpdate(refused))
                .thenComparing(fixture -> isUpdate(fixture) && step(fixture).size() == 0)
                .thenComparing(fixture -> !fixture.profile().equals(refused.profile()))
                .thenComparingInt(
                        fixture -> Difference.of(pod(fixture), pod(refused)).size())
                .thenComparing(Fixture::name);
    }

    private static boolean isUpdate(Fixture fixture) {
        return fixture.change().before().isPresent();
    }

    private static boolean isBesideTheWorkspace(Fixture fixture) {
        return fixture.expected().stream().anyMatch(expected -> expected.path().matches("spec\\.\\w+Containers.*"));
    }

    private static String pod(Fixture fixture) {
        return Documents.text(fixture.file())
                .lines()
                .filter(line -> !EXPECTATION.matcher(line).lookingAt())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
