package dev.sudosafe.conformance;

import dev.sudosafe.fixture.ExpectedText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Holds the published report current.
class ConformanceReportTest {

    @Test
    void the_page_says_what_is_measured() throws IOException {
        new ExpectedText(Path.of("docs/conformance.md"))
                .equalTo(ConformancePage.now().text());
    }

    @Test
    void the_json_file_says_what_is_measured() throws IOException {
        new ExpectedText(Path.of("docs/conformance.json"))
                .equalTo(ConformanceReport.now().text());
    }
}
