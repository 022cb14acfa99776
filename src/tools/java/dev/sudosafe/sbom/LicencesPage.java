package dev.sudosafe.sbom;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `docs/licences.md`. Without versions, which the bill of materials has.
///
/// @param bundled what the page is made of, as `group.name`; the rest of its libraries is not delivered
record LicencesPage(Sbom sbom, Set<String> bundled) {

    private static final String FOR_THE_PAGE = "org.mvnpm";

    String text() {
        Map<String, String> byLicence = sbom.libraries().stream()
                .filter(this::isDelivered)
                .collect(Collectors.groupingBy(
                        library -> library.licence().isEmpty() ? "none told" : library.licence(),
                        TreeMap::new,
                        Collectors.mapping(
                                library -> "`" + library.group() + ":" + library.name() + "`",
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        names -> names.stream()
                                                .distinct()
                                                .sorted()
                                                .collect(Collectors.joining(", "))))));
        String rows = byLicence.entrySet().stream()
                .map(row -> "| %s | %s |%n".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining());
        return """
                # Licences

                Sudosafe is under the [Apache License 2.0](../LICENSE). What it comes with has the licences below; where there are
                several, one may be chosen. Written by `make licences` from the bill of materials (`make sbom`, CycloneDX), which has the
                versions too.

                ## The application

                | licence | libraries |
                |---|---|
                """ + rows + """

                ## The image has besides

                | what | licence | text in the image |
                |---|---|---|
                | modules of the JDK (Eclipse Temurin) | GPL-2.0-only WITH Classpath-exception-2.0 | `/opt/java/legal` |
                | glibc (Debian) | LGPL-2.1-or-later and others | `/usr/share/doc/libc6/copyright` |
                | its locale C.UTF-8 (Debian) | LGPL-2.1-or-later and others | `/usr/share/doc/libc-bin/copyright` |
                | BoringSSL, in Netty's `libnetty_tcnative` | Apache-2.0 and others | in its jar below `/opt/sudosafe/lib/main` |
                | `/etc/os-release` (Debian) | GPL-2.0-or-later | `/usr/share/doc/base-files/copyright` |

                The images of the sidecar have a bill of materials of their own, and each package's `copyright` is Debian's.
                """;
    }

    private boolean isDelivered(Library library) {
        return library.group().startsWith(FOR_THE_PAGE)
                ? bundled.contains(library.group() + "." + library.name())
                : !Sboms.BUILD_ONLY.contains(library.name());
    }
}
