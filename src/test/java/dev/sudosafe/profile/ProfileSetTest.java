package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Profiles;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileSetTest {

    private static final String TEAM = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: team}
            """;
    private static final String STRICT = TEAM + "spec: {sudo: Forbidden}\n";
    private static final String MIRROR = TEAM + "spec: {docker: {registryMirrors: [\"https://m\"]}}\n";
    private static final String BROKEN = TEAM + "spec: {sudo: Maybe}\n";

    @Test
    void a_new_file_is_in_force() {
        ProfileSet set = load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM));
        assertThat(set.find("team")).isPresent();
        assertThat(set.problems()).isEmpty();
    }

    @Test
    void an_unknown_profile_is_not_found() {
        assertThat(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)).find("other")).isEmpty();
    }

    @Test
    void the_built_in_set_has_the_default_profile() {
        assertThat(ProfileSet.builtIn().find("default").orElseThrow().current()).isEqualTo(WorkspaceProfile.builtIn());
    }

    @Test
    void a_removed_file_is_out_of_force() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)), Map.of());
        assertThat(set.find("team")).isEmpty();
    }

    @Test
    void a_broken_file_leaves_its_last_good_profile_in_force() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", STRICT)), Map.of("a.yaml", BROKEN));
        assertThat(sudoOf(set)).isEqualTo(WorkspaceProfile.Sudo.Forbidden);
        assertThat(set.problems()).singleElement().asString().startsWith("a.yaml:4:8: spec.sudo: ");
    }

    @Test
    void a_file_that_stays_broken_keeps_it_still() {
        ProfileSet set = load(ProfileSet.EMPTY, Map.of("a.yaml", STRICT));
        ProfileSet later = load(load(set, Map.of("a.yaml", BROKEN)), Map.of("a.yaml", "{"));
        assertThat(sudoOf(later)).isEqualTo(WorkspaceProfile.Sudo.Forbidden);
    }

    @Test
    void a_broken_file_loses_its_last_good_profile_to_one_that_has_taken_over_the_name() {
        ProfileSet set = load(ProfileSet.EMPTY, Map.of("b.yaml", STRICT));
        ProfileSet later = load(set, Map.of("a.yaml", TEAM, "b.yaml", BROKEN));
        assertThat(later.byFile()).containsOnlyKeys("a.yaml");
    }

    @Test
    void a_file_that_was_never_good_has_none() {
        ProfileSet set = load(ProfileSet.EMPTY, Map.of("a.yaml", BROKEN));
        assertThat(set.find("team")).isEmpty();
        assertThat(set.filesWithoutProfile()).containsExactly("a.yaml");
    }

    @Test
    void a_broken_file_does_not_hold_up_the_others() {
        ProfileSet set = load(ProfileSet.EMPTY, Map.of("a.yaml", "{", "b.yaml", TEAM));
        assertThat(set.find("team")).isPresent();
    }

    @Test
    void a_repaired_file_has_no_problems_left() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", BROKEN)), Map.of("a.yaml", TEAM));
        assertThat(set.problems()).isEmpty();
    }

    @Test
    void a_changed_file_remembers_the_generation_before() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)), Map.of("a.yaml", STRICT));
        Generations generations = set.find("team").orElseThrow();
        assertThat(generations.current().spec().sudo()).isEqualTo(WorkspaceProfile.Sudo.Forbidden);
        assertThat(generations.previous().orElseThrow().spec().sudo()).isEqualTo(WorkspaceProfile.Sudo.Allowed);
    }

    @Test
    void a_file_read_again_unchanged_keeps_the_generation_before() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)), Map.of("a.yaml", STRICT));
        assertThat(load(set, Map.of("a.yaml", STRICT + "# a comment\n"))).isEqualTo(set);
    }

    @Test
    void only_one_generation_is_remembered() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)), Map.of("a.yaml", STRICT));
        ProfileSet third = load(set, Map.of("a.yaml", TEAM + "spec: {docker: {engine: None}}\n"));
        assertThat(third.find("team").orElseThrow().newestFirst()).hasSize(2);
    }

    @Test
    void a_change_of_the_sidecar_is_injected_once_it_has_spread() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)), Map.of("a.yaml", MIRROR));
        assertThat(injected(set).spec().docker().registryMirrors()).isEmpty();
        assertThat(injected(set.spread()).spec().docker().registryMirrors()).containsExactly("https://m");
    }

    @Test
    void a_change_of_sudo_is_injected_at_once() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)), Map.of("a.yaml", STRICT));
        assertThat(injected(set).spec().sudo()).isEqualTo(WorkspaceProfile.Sudo.Forbidden);
    }

    @Test
    void the_generation_that_is_still_injected_is_the_one_that_is_remembered() {
        ProfileSet set = load(load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM)), Map.of("a.yaml", MIRROR));
        Generations third = load(set, Map.of("a.yaml", MIRROR.replace("//m", "//other")))
                .find("team")
                .orElseThrow();
        assertThat(third.previous()).contains(third.injected());
    }

    private static WorkspaceProfile injected(ProfileSet set) {
        return set.find("team").orElseThrow().injected();
    }

    @Test
    void the_second_of_two_files_with_one_name_is_refused() {
        ProfileSet set = load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM, "b.yaml", STRICT));
        assertThat(sudoOf(set)).isEqualTo(WorkspaceProfile.Sudo.Allowed);
        assertThat(set.problems())
                .singleElement()
                .hasToString("b.yaml:1:1: metadata.name: profile \"team\" is in a.yaml already: give it another name");
    }

    @Test
    void two_files_may_exchange_their_names() {
        String other = TEAM.replace("team", "other");
        ProfileSet set = load(ProfileSet.EMPTY, Map.of("a.yaml", TEAM, "b.yaml", other));
        ProfileSet exchanged = load(set, Map.of("a.yaml", other, "b.yaml", TEAM));
        assertThat(exchanged.problems()).isEmpty();
        assertThat(exchanged.byFile().values())
                .extracting(generations -> generations.current().name())
                .containsExactly("other", "team");
    }

    private static WorkspaceProfile.Sudo sudoOf(ProfileSet set) {
        return set.find("team").orElseThrow().current().spec().sudo();
    }

    private static ProfileSet load(ProfileSet set, Map<String, String> texts) {
        SortedMap<String, String> sorted = new TreeMap<>(texts);
        return set.reload(sorted, Profiles.READER);
    }
}
