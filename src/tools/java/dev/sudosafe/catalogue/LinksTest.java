package dev.sudosafe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every link inside the repository leads somewhere.
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            Stream<Path> others = Stream.of(
                            "README.md",
                            "certs/README.md",
                            "helm/sudosafe/README.md",
                            "src/test/envtest/README.md",
                            "src/test/programs/README.md")
                    .map(Path::of);
            return Stream.concat(docs, others)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_relative_link_resolves(Path page) {
        assertThat(links(page).filter(link -> !resolves(page, link))).isEmpty();
    }

    private static Stream<String> links(Path page) {
        // The text of a link may be code, its target not.
        String text = CODE.matcher(Documents.text(page)).replaceAll("");
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !ELSEWHERE.matcher(target).matches());
    }

    private static boolean resolves(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /// The headings as GitHub names them.
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(FENCED.matcher(Documents.text(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> NOT_IN_ANCHORS.matcher(heading).replaceAll("").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
