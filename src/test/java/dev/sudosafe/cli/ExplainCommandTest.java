package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.check.Checks;
import dev.sudosafe.injection.InjectionDoc;
import dev.sudosafe.injection.Injections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `sudosafe explain`.
class ExplainCommandTest {

    @Test
    void a_check_is_told_with_all_that_its_page_has() {
        assertThat(Checks.docs())
                .allSatisfy(doc -> assertThat(explain(doc.id()).out())
                        .contains("Check " + doc.id() + ": " + doc.title() + "\n")
                        .contains(doc.fields())
                        .contains(
                                doc.allowed(),
                                doc.why(),
                                doc.remedy(),
                                doc.strictest().name(),
                                doc.url())
                        .satisfies(text -> assertThat(doc.sources()).allMatch(source -> text.contains(source.url()))));
    }

    @Test
    void an_injection_is_told_too() {
        assertThat(Injections.docs())
                .allSatisfy(doc -> assertThat(explain(doc.id()).out())
                        .contains("Injection " + doc.id() + ": " + doc.title() + "\n")
                        .contains(doc.fields())
                        .contains(doc.when(), doc.why()));
    }

    @Test
    void a_check_without_sources_has_no_heading_for_them() {
        assertThat(explain("node-name").out()).doesNotContain("Sources").contains("\nPage\n  https://");
    }

    @Test
    void without_an_id_all_are_listed() {
        assertThat(Ran.command("explain").out().lines().map(line -> line.replaceFirst(" .*", "")))
                .containsAll(Checks.ids())
                .containsAll(Injections.docs().stream().map(InjectionDoc::id).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "host-path, host-path-volumes",
        "privileged-container, privileged-containers",
        "sysctl, sysctls",
        "hsot-ports, host-ports"
    })
    void an_unknown_id_brings_the_nearest(String wrong, String right) {
        Ran ran = explain(wrong);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("sudosafe: unknown check \"%s\": did you mean %s".formatted(wrong, right));
    }

    @Test
    void an_id_that_is_like_none_brings_the_list() {
        assertThat(explain("zzzzzzzz"))
                .isEqualTo(new Ran(2, "", "sudosafe: unknown check \"zzzzzzzz\": sudosafe explain lists all\n"));
    }

    private static Ran explain(String id) {
        return Ran.command("explain", id);
    }
}
