package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static final Generations BUILT_IN = Generations.first(WorkspaceProfile.builtIn());

    @Test
    void no_two_checks_share_an_id() {
        int checks = Checks.of(BUILT_IN).size() + Checks.ofChange(BUILT_IN).size();
        assertThat(Checks.ids()).hasSize(checks);
    }

    @Test
    void checks_are_listed_in_the_order_of_their_ids() {
        assertThat(Checks.of(BUILT_IN)).extracting(check -> check.doc().id()).isSorted();
        assertThat(Checks.ofChange(BUILT_IN))
                .extracting(check -> check.doc().id())
                .isSorted();
    }

    @Test
    void ids_are_lower_case_words_joined_by_dashes() {
        assertThat(Checks.ids()).allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void every_check_is_documented() {
        assertThat(Checks.docs()).allSatisfy(doc -> {
            assertThat(doc.fields()).isNotEmpty();
            assertThat(doc.title()).isNotBlank();
            assertThat(doc.allowed()).isNotBlank();
            assertThat(doc.why()).isNotBlank();
            assertThat(doc.remedy()).isNotBlank();
            assertThat(doc.url()).endsWith("/" + doc.id());
        });
    }
}
