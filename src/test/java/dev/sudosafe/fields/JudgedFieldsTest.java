package dev.sudosafe.fields;

import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.openapi.PodSchema;
import dev.sudosafe.openapi.Schema;
import dev.sudosafe.sidecar.DockerSidecar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The world of a pod's fields is closed: each leaf that a supported minor of Kubernetes has is judged by a check, or
/// harmless for a written reason. `docs/kubernetes-versions.md` says what to do when a new minor adds leaves.
class JudgedFieldsTest {

    private static final String SIDECAR = "docker-sidecar";
    private static final PodLeaves LEAVES = PodLeaves.read();
    private static final List<JudgedFields> ROWS = JudgedFields.rows();
    private static final List<Fixture> FIXTURES = Fixture.all();
    private static final Map<String, Schema.Leaf> SCHEMA =
            PodSchema.LEAVES.stream().collect(Collectors.toMap(Schema.Leaf::toString, identity()));
    private static final Pattern PINNED = Pattern.compile("k8s\\.io/kubernetes v(\\S+)");

    @TestFactory
    Stream<DynamicTest> every_leaf_of_a_minor_has_a_row() {
        Set<String> known = ROWS.stream().flatMap(row -> row.leaves().stream()).collect(Collectors.toSet());
        return LEAVES.byMinor().entrySet().stream()
                .map(minor -> DynamicTest.dynamicTest(
                        minor.getKey(), () -> assertThat(minor.getValue()).isSubsetOf(known)));
    }

    @Test
    void a_row_has_only_leaves_that_some_minor_has() {
        assertThat(ROWS).flatExtracting(JudgedFields::leaves).isSubsetOf(LEAVES.all());
    }

    @Test
    void no_leaf_has_two_rows() {
        assertThat(ROWS).flatExtracting(JudgedFields::leaves).doesNotHaveDuplicates();
    }

    @Test
    void a_row_names_checks_or_a_reason() {
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.harmless().isBlank())
                        .isEqualTo(!row.checks().isEmpty()));
    }

    @Test
    void every_check_judges_a_leaf_and_no_other_is_named() {
        assertThat(new TreeSet<>(
                        ROWS.stream().flatMap(row -> row.checks().stream()).toList()))
                .isEqualTo(Checks.ids());
    }

    @TestFactory
    Stream<DynamicTest> a_check_reacts_to_each_leaf_that_it_judges() {
        return ROWS.stream()
                .flatMap(row -> row.checks().stream()
                        .map(check -> DynamicTest.dynamicTest(
                                check + " to " + row.leaves().getFirst(),
                                () -> assertThat(row.leaves())
                                        .filteredOn(leaf -> !reacts(check, schema(leaf)))
                                        .isEmpty())));
    }

    private static boolean reacts(String check, Schema.Leaf leaf) {
        return FIXTURES.stream()
                .filter(fixture -> fixture.check().equals(check))
                .map(fixture -> new LeafReaction(
                        fixture, finding -> finding.check().id().equals(check)))
                .anyMatch(reaction -> reaction.isSeen(leaf, 60));
    }

    /// With the pods of some fixtures. The sidecar is left out, which is one by equality in all its leaves.
    @Test
    void no_check_reacts_to_a_harmless_leaf() {
        List<Fixture> withoutSidecar = FIXTURES.stream()
                .filter(fixture -> fixture.change().after().containers().stream()
                        .noneMatch(container -> container.name().equals(DockerSidecar.NAME)))
                .toList();
        assertThat(ROWS.stream()
                        .filter(row -> row.checks().isEmpty())
                        .flatMap(row -> row.leaves().stream())
                        .filter(SCHEMA::containsKey)
                        .filter(leaf -> new Random(schema(leaf).index())
                                .ints(5, 0, withoutSidecar.size())
                                .mapToObj(withoutSidecar::get)
                                .map(fixture -> new LeafReaction(
                                        fixture,
                                        finding -> !finding.check().id().equals(SIDECAR)))
                                .anyMatch(reaction -> reaction.isSeenInPlace(schema(leaf), 3))))
                .isEmpty();
    }

    private static Schema.Leaf schema(String leaf) {
        return Objects.requireNonNull(SCHEMA.get(leaf), leaf);
    }

    @Test
    void the_leaves_are_those_of_the_pinned_versions_and_of_the_next_minor() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("src/test/envtest"))) {
            List<String> pinned = modules.map(module -> module.resolve("go.mod"))
                    .filter(Files::exists)
                    .flatMap(file -> PINNED.matcher(Documents.text(file)).results())
                    .map(MatchResult::group)
                    .map(line -> line.substring(line.indexOf(" v") + 2))
                    .sorted()
                    .toList();

            assertThat(LEAVES.versions().subList(0, LEAVES.versions().size() - 1))
                    .isEqualTo(pinned);
        }
    }
}
