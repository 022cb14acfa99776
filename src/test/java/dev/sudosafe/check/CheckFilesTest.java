package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Adding a check stays one short file and one line in the list.
class CheckFilesTest {

    private static final Path FOLDER = Path.of("src", "main", "java", "dev", "sudosafe", "check");

    static List<String> checks() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.sudosafe.check").stream()
                        .filter(type -> type.isAssignableTo(Check.class) || type.isAssignableTo(ChangeCheck.class))
                        .filter(type -> !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .sorted()
                        .toList();
    }

    @Test
    void every_check_is_in_the_list() {
        Generations any = Generations.first(WorkspaceProfile.builtIn());
        Set<String> listed = Stream.concat(Checks.of(any).stream(), Checks.ofChange(any).stream())
                .map(check -> check.getClass().getSimpleName())
                .collect(Collectors.toSet());
        assertThat(listed).containsExactlyInAnyOrderElementsOf(checks());
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_check_has_at_most_60_lines_without_blank_ones_imports_and_comments(String name) {
        assertThat(Documents.text(FOLDER.resolve(name + ".java")).lines().filter(CheckFilesTest::isCode))
                .hasSizeLessThanOrEqualTo(60);
    }

    private static boolean isCode(String line) {
        return !line.isBlank() && Stream.of("package ", "import ", "//").noneMatch(line.strip()::startsWith);
    }
}
