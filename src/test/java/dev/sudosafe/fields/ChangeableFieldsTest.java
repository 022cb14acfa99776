package dev.sudosafe.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever is said to judge a change is called for the resource that it is made through.
class ChangeableFieldsTest {

    private static final String WEBHOOK = "validating webhook";
    private static final Path TEMPLATES = Path.of("helm/sudosafe/templates");
    private static final List<ChangeableFields> ROWS = ChangeableFields.rows();

    @Test
    void a_row_has_only_leaves_that_some_minor_has() {
        assertThat(ROWS)
                .flatExtracting(ChangeableFields::leaves)
                .isSubsetOf(PodLeaves.read().all());
    }

    @Test
    void a_change_is_judged_or_harmless() {
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.judged().isBlank())
                        .isEqualTo(!row.harmless().isBlank()));
    }

    @Test
    void the_validating_webhook_is_called_for_what_it_judges() {
        String rules = Documents.text(TEMPLATES.resolve("validatingwebhookconfiguration.yaml"));

        assertThat(ROWS)
                .filteredOn(row -> row.judged().equals(WEBHOOK))
                .allSatisfy(
                        row -> assertThat(rules).containsPattern("resources: \\[[^]]*\\b" + row.through() + "[],]"));
    }

    /// The webhook's match condition compares these and nothing else.
    @Test
    void the_validating_webhook_judges_changes_of_spec_labels_and_annotations() {
        assertThat(ROWS)
                .filteredOn(row -> row.judged().equals(WEBHOOK))
                .flatExtracting(ChangeableFields::leaves)
                .allMatch(leaf -> String.valueOf(leaf).matches("spec\\..*|metadata\\.(labels|annotations)\\[\\*]"));
    }

    @Test
    void a_policy_is_asked_about_what_it_judges() {
        assertThat(ROWS)
                .filteredOn(row -> !row.judged().isBlank() && !row.judged().equals(WEBHOOK))
                .allSatisfy(row -> assertThat(Documents.text(
                                TEMPLATES.resolve("validatingadmissionpolicy-" + row.judged() + ".yaml")))
                        .contains(row.through()));
    }
}
