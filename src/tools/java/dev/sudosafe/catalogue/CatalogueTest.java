package dev.sudosafe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.ExpectedText;
import dev.sudosafe.profile.Policy;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the generated files current; `make docs` writes them.
class CatalogueTest {

    @TestFactory
    Stream<DynamicTest> the_file_is_what_make_docs_writes() {
        return Catalogue.pages()
                .map(page -> DynamicTest.dynamicTest(
                        page.toString(), () -> new ExpectedText(page.file()).equalTo(page.text())));
    }

    @Test
    void every_leave_that_a_profile_can_give_is_on_the_page_of_a_check() {
        String pages = Catalogue.pages().map(Page::text).collect(Collectors.joining());
        assertThat(Policy.Allow.class.getRecordComponents())
                .allSatisfy(leave -> assertThat(pages).contains("[`policy.allow.%s`](".formatted(leave.getName())));
    }

    @Test
    void there_is_no_page_of_what_is_no_more() throws IOException {
        assertThat(Catalogue.superfluous()).isEmpty();
    }
}
