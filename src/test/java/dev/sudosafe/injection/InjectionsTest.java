package dev.sudosafe.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Golden;
import org.junit.jupiter.api.Test;

class InjectionsTest {

    @Test
    void every_injection_has_documentation_of_its_own() {
        assertThat(Injections.docs())
                .hasSameSizeAs(Injection.class.getPermittedSubclasses())
                .extracting(InjectionDoc::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void every_injection_acts_on_some_golden() {
        assertThat(Golden.all().stream().flatMap(Steps::of).filter(Steps.Step::acts))
                .extracting(Steps.Step::id)
                .containsAll(Injections.docs().stream().map(InjectionDoc::id).toList());
    }
}
