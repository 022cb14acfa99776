package dev.sudosafe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.check.Finding;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.pod.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

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
    void a_denial_keeps_its_findings_when_it_gets_warnings() {
        Verdict.Denied denied = denied(1);
        assertThat(denied.after(List.of("first")))
                .isEqualTo(new Verdict.Denied(
                        denied.profile(), denied.findings(), List.of("first"), List.of(), List.of(), denied.audit()));
    }

    @Test
    void a_malformed_pod_gets_no_warnings() {
        Verdict.Malformed malformed = new Verdict.Malformed(List.of("spec: expected an object, found a number"));
        assertThat(malformed.after(List.of("first"))).isEqualTo(malformed);
    }

    @Test
    void what_a_pod_s_author_wrote_reaches_no_terminal_as_an_escape_sequence() {
        Finding finding = DOC.finding(FIELD, "volume \"\u001b[31m\n\u202ex\"");
        assertThat(finding.reason()).contains("volume \"?[31m??x\"");
    }

    @Test
    void several_problems_of_a_malformed_pod_stand_on_one_line() {
        assertThat(new Verdict.Malformed(List.of("a", "b")).message()).isEqualTo("malformed pod: a; b");
    }

    @Test
    void a_remedy_for_one_case_takes_the_place_of_the_general_one() {
        Finding finding = DOC.finding(FIELD, "x", "do this");
        assertThat(finding.message())
                .isEqualTo(DOC.title() + " (x at a): do this; see https://sudosafe.dev/checks/" + DOC.id());
    }

    private static Verdict.Denied denied(int count) {
        List<Finding> findings = IntStream.range(0, count)
                .mapToObj(index -> DOC.finding(FIELD, "number " + index))
                .toList();
        return new Verdict.Denied("default", findings, List.of(), List.of(), List.of(), Map.of());
    }
}
