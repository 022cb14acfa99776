package dev.sudosafe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.check.Finding;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final CheckDoc DOC = Checks.docs().getFirst();
    private static final Field FIELD = Field.root(Documents.tree("{a: 1}")).at("a");

    @Test
    void a_thousand_findings_are_cut_with_their_number() {
        String message = denied(1_000).message();
        assertThat(message.lines()).hasSize(102);
        assertThat(message).startsWith("denied by sudosafe profile \"default\": 1000 findings\n- ");
        assertThat(message).endsWith("\n- and 900 more");
    }

    @Test
    void a_hundred_findings_are_shown_whole() {
        assertThat(denied(100).message().lines()).hasSize(101);
    }

    @Test
    void the_same_complaint_of_several_fields_is_made_once() {
        Field other = Field.root(Documents.tree("{b: 1}")).at("b");
        List<Finding> findings =
                List.of(DOC.finding(FIELD, "x"), DOC.finding(other, "x"), DOC.finding(other, "x", "do this"));
        assertThat(Finding.messages(findings))
                .satisfiesExactly(
                        message -> assertThat(message).startsWith(DOC.title() + " (x at a, b): " + DOC.remedy()),
                        message -> assertThat(message).startsWith(DOC.title() + " (x at b): do this"));
    }

    @Test
    void notices_come_before_the_findings_that_warn() {
        Findings findings = new Findings(List.of(), List.of(DOC.finding(FIELD, "x")), List.of());
        Decision.Admitted admitted =
                new Decision.Admitted("default", Optional.empty(), findings, JsonPatch.EMPTY, List.of("first"));
        assertThat(admitted.warnings())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("first"),
                        second -> assertThat(second).startsWith(DOC.title() + " (x at a)"));
    }

    @Test
    void relocated_findings_have_the_paths_of_the_object_that_the_pod_was_made_from() {
        Field template = Field.root(Documents.tree("{spec: {template: {a: 1}}}"))
                .at("spec")
                .at("template");
        List<Finding> one = List.of(DOC.finding(FIELD, "x"));
        Findings relocated = new Findings(one, one, one).relocatedTo(template);
        assertThat(List.of(relocated.denied(), relocated.warned(), relocated.audited()))
                .allSatisfy(findings ->
                        assertThat(findings).extracting(Finding::path).containsExactly("spec.template.a"));
    }

    @Test
    void a_denial_keeps_everything_but_the_paths_when_it_is_relocated() {
        Decision.Denied denied = denied(2);
        assertThat(denied.relocatedTo(Field.root(Documents.tree("{a: 1}")))).isEqualTo(denied);
    }

    @Test
    void a_malformed_pod_gets_no_warnings() {
        assertThat(malformed("spec").warnings()).isEmpty();
    }

    @Test
    void what_a_pod_s_author_wrote_reaches_no_terminal_as_an_escape_sequence() {
        Finding finding = DOC.finding(FIELD, "volume \"\u001b[31m\n\u202ex\"");
        assertThat(finding.reason()).contains("volume \"?[31m??x\"");
    }

    @Test
    void several_problems_of_a_malformed_pod_stand_on_one_line() {
        assertThat(malformed("a", "b").message())
                .isEqualTo("malformed pod: a: expected a string, found a list; b: expected a string, found a list");
    }

    @Test
    void a_remedy_for_one_case_takes_the_place_of_the_general_one() {
        Finding finding = DOC.finding(FIELD, "x", "do this");
        assertThat(finding.message())
                .isEqualTo(DOC.title() + " (x at a): do this; see https://sudosafe.dev/checks/" + DOC.id());
    }

    private static Decision.Denied denied(int count) {
        List<Finding> findings = IntStream.range(0, count)
                .mapToObj(index -> DOC.finding(FIELD, "number " + index))
                .toList();
        return new Decision.Denied(
                "default",
                Optional.empty(),
                new Findings(findings, List.of(), List.of()),
                JsonPatch.EMPTY,
                List.of("first"));
    }

    private static Decision.Malformed malformed(String... fields) {
        return new Decision.Malformed(List.of(fields).stream()
                .map(field -> new PodShape.Misfit(
                        Field.root(Documents.tree("{}")).at(field).path(), "a string", "a list"))
                .toList());
    }
}
