package dev.sudosafe.catalogue;

import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.injection.Injections;
import dev.sudosafe.performance.PerformancePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All files that are generated from the code. `make docs` writes them.
public final class Catalogue {

    private Catalogue() {}

    public static void main(String... arguments) throws IOException {
        for (Path page : superfluous()) {
            Files.delete(page);
        }
        for (Page page : pages().toList()) {
            Files.createDirectories(page.file().toAbsolutePath().getParent());
            Files.writeString(page.file(), page.text());
        }
    }

    static Stream<Page> pages() {
        Map<String, List<Fixture>> fixtures = Fixture.all().stream().collect(Collectors.groupingBy(Fixture::check));
        Stream<Page> checks =
                Checks.docs().stream().map(doc -> CheckPage.of(doc, fixtures.getOrDefault(doc.id(), List.of())));
        Stream<Page> injections = Injections.docs().stream().map(InjectionPage::of);
        Stream<Page> others = Stream.of(
                Indexes.ofChecks(),
                Indexes.ofInjections(),
                new Page(ProfileSchema.FILE, CompactJson.text(ProfileSchema.schema())),
                new Page(ChartSchema.FILE, CompactJson.text(ChartSchema.schema())),
                ChartReadme.page(),
                SettingsTable.page());
        return Stream.of(checks, injections, others, PlatformPages.all(), PerformancePage.all())
                .flatMap(pages -> pages);
    }

    /// Pages of what is no more.
    static List<Path> superfluous() throws IOException {
        Set<Path> wanted = pages().map(Page::file).collect(Collectors.toSet());
        try (Stream<Path> checks = Files.list(CheckPage.FOLDER);
                Stream<Path> injections = Files.list(InjectionPage.FOLDER)) {
            return Stream.concat(checks, injections)
                    .filter(file -> !wanted.contains(file))
                    .toList();
        }
    }
}
