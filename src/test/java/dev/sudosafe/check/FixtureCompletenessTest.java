package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.profile.WorkspaceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No check without fixtures, no fixture without a check.
class FixtureCompletenessTest {

    private static final List<Fixture> FIXTURES = Fixture.all();

    @Test
    void every_check_allows_some_fixture() {
        assertThat(checksOf(fixture -> fixture.action().isEmpty())).isEqualTo(Checks.ids());
    }

    @Test
    void every_check_finds_something_in_some_fixture() {
        assertThat(checksOf(fixture -> fixture.action().isPresent())).isEqualTo(Checks.ids());
    }

    @Test
    void the_folder_holds_one_folder_a_check_and_nothing_else() throws IOException {
        assertThat(namesIn(Fixture.FOLDER)).isEqualTo(Checks.ids());
    }

    @Test
    void every_file_says_whether_it_is_allowed_and_why() {
        assertThat(FIXTURES).allSatisfy(fixture -> assertThat(fixture.name()).matches(Fixture.NAME));
    }

    @Test
    void every_fixture_lies_directly_in_the_folder_of_its_check() {
        int depth = Fixture.FOLDER.getNameCount() + 2;
        assertThat(FIXTURES)
                .allSatisfy(fixture -> assertThat(fixture.file().getNameCount()).isEqualTo(depth));
    }

    @Test
    void every_other_fixture_expects_a_finding() {
        assertThat(FIXTURES)
                .filteredOn(fixture -> fixture.action().isPresent())
                .allSatisfy(fixture -> assertThat(fixture.expected()).isNotEmpty());
    }

    @Test
    void no_allowed_fixture_expects_a_finding() {
        assertThat(FIXTURES).filteredOn(fixture -> fixture.action().isEmpty()).allSatisfy(fixture -> {
            assertThat(fixture.expected()).isEmpty();
            assertThat(fixture.also()).isEmpty();
        });
    }

    @Test
    void only_a_false_sidecar_fails_other_checks_too() {
        assertThat(FIXTURES)
                .filteredOn(fixture -> !fixture.also().isEmpty())
                .extracting(Fixture::check)
                .containsOnly("docker-sidecar");
    }

    @Test
    void every_reason_begins_with_the_title_of_its_check() {
        assertThat(FIXTURES)
                .allSatisfy(fixture -> assertThat(fixture.expected())
                        .allSatisfy(
                                expected -> assertThat(expected.reason()).startsWith(titleOf(fixture.check()) + " (")));
    }

    @Test
    void every_pod_bears_the_mark_of_its_profile() {
        assertThat(FIXTURES)
                .filteredOn(fixture -> !fixture.check().equals("injection-mark"))
                .allSatisfy(fixture -> assertThat(fixture.change()
                                .after()
                                .annotation(InjectionMark.PROFILE)
                                .text())
                        .isEqualTo(fixture.workspaceProfile().name()));
    }

    @Test
    void every_pod_is_selected_by_its_profile() {
        assertThat(FIXTURES)
                .filteredOn(fixture -> !fixture.check().equals("workspace-labels"))
                .allSatisfy(fixture -> assertThat(fixture.workspaceProfile()
                                .spec()
                                .podSelector()
                                .matches(fixture.change().after().labels()))
                        .isTrue());
    }

    @Test
    void every_profile_in_the_folder_is_read() throws IOException {
        assertThat(namesIn(Documents.resource("profiles")))
                .allSatisfy(name -> assertThat(Profiles.file(name)).isInstanceOf(WorkspaceProfile.class));
    }

    private static Set<String> checksOf(Predicate<Fixture> which) {
        return FIXTURES.stream().filter(which).map(Fixture::check).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String titleOf(String id) {
        return Checks.docs().stream()
                .filter(doc -> doc.id().equals(id))
                .findFirst()
                .map(CheckDoc::title)
                .orElseThrow();
    }

    private static Set<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> String.valueOf(child.getFileName()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
