package dev.sudosafe.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The versions of libraries that the image ships: its build copies this folder.
class PackagedLibrariesIT {

    private static final Path LIBRARIES = Path.of("target/quarkus-app/lib/main");

    /// Netty 4.1.131 and earlier have CVE-2026-33870 (request smuggling by chunk extensions) and CVE-2026-33871 (denial
    /// of service by HTTP/2 continuation frames).
    @Test
    void every_part_of_netty_is_of_the_version_that_this_build_imports() throws IOException {
        assertThat(versions("io.netty.netty-(?!tcnative)[a-z0-9-]+"))
                .hasSizeGreaterThan(10)
                .containsOnly("4.1.139.Final");
    }

    @Test
    void the_native_tls_library_and_its_classes_are_of_one_version() throws IOException {
        assertThat(versions("io.netty.netty-tcnative-(?:classes|boringssl-static)"))
                .hasSize(3)
                .containsOnly("2.0.84.Final");
    }

    /// @param name a pattern for all of a jar's name before its version
    private static List<String> versions(String name) throws IOException {
        Pattern jar = Pattern.compile(name + "-(\\d[\\w.]*?)(?:-linux-(?:x86_64|aarch_64))?\\.jar");
        try (Stream<Path> files = Files.list(LIBRARIES)) {
            return files.map(file -> jar.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .toList();
        }
    }
}
