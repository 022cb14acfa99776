package dev.sudosafe.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds `docs/licences.md` to what is packaged; `make licences` writes it.
class LicencesIT {

    private static final Pattern LIBRARY = Pattern.compile("`([\\w.-]+):([\\w.-]+)`");

    /// Each kind of machine has its own one.
    private static final Predicate<String> NATIVE = name -> name.startsWith("com.aayushatharva.brotli4j.native-");

    /// Of a jar, behind `group.name`.
    private static final Pattern VERSION = Pattern.compile("-\\d[^-]*(-[A-Za-z][^/]*)?\\.jar$");

    @Test
    void the_page_has_each_library_of_the_application_and_no_other() throws IOException {
        Set<String> packaged = Sboms.packaged().stream()
                .map(jar -> VERSION.matcher(jar).replaceFirst(""))
                .filter(NATIVE.negate())
                .collect(Collectors.toCollection(TreeSet::new));
        packaged.addAll(Sboms.bundled());

        assertThat(onThePage()).isEqualTo(packaged);
    }

    @Test
    void the_licence_of_each_is_known() throws IOException {
        assertThat(Files.readString(Sboms.LICENCES)).doesNotContain("none told");
    }

    private static Set<String> onThePage() throws IOException {
        return LIBRARY.matcher(Files.readString(Sboms.LICENCES))
                .results()
                .map(found -> found.group(1) + "." + found.group(2))
                .filter(NATIVE.negate())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
