package dev.sudosafe.sbom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the image's bill of materials of the application's, and `docs/licences.md`.
public final class Sboms {

    static final Path LICENCES = Path.of("docs/licences.md");
    static final Path APPLICATION = Path.of("target/sudosafe.cdx.json");

    /// Of Maven's view of the application, but not in what Quarkus packages.
    static final Set<String> BUILD_ONLY = Set.of("quarkus-ide-launcher");

    private static final Path IMAGE = Path.of("target/sudosafe-image.cdx.json");
    private static final Path DEBIAN = Path.of("src/main/docker/sudosafe/debian");
    private static final Map<String, String> DEBIAN_LICENCES =
            Map.of("libc6", "LGPL-2.1-or-later", "libc-bin", "LGPL-2.1-or-later", "base-files", "GPL-2.0-or-later");

    private Sboms() {}

    public static void main(String... arguments) throws IOException {
        Sbom application = Sbom.read(APPLICATION);
        Set<String> unknown = packaged();
        unknown.removeAll(application.jars());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("in the application, but not in its bill of materials: " + unknown);
        }
        application.with(base()).write(IMAGE);
        Files.writeString(LICENCES, new LicencesPage(application, bundled()).text());
    }

    /// The jars that are packaged.
    static Set<String> packaged() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/quarkus-app/lib"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// What the page is bundled of, as `group.name`.
    static Set<String> bundled() throws IOException {
        return Files.readAllLines(Path.of("target/page/bundled")).stream()
                .map(name -> name.startsWith("@")
                        ? "org.mvnpm.at." + name.substring(1).replace('/', '.')
                        : "org.mvnpm." + name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ObjectNode> base() throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String java = System.getProperty("java.runtime.version");
        Stream<ObjectNode> debian = Files.readAllLines(DEBIAN).stream()
                .filter(line -> line.startsWith(architecture + " "))
                .map(Sboms::debian);
        return Stream.concat(
                        debian,
                        Stream.of(Sbom.component(
                                "platform",
                                "temurin",
                                java,
                                "pkg:generic/temurin@" + encoded(java),
                                "GPL-2.0-only WITH Classpath-exception-2.0")))
                .toList();
    }

    /// @param line architecture, name, path, sum
    private static ObjectNode debian(String line) {
        List<String> words = List.of(line.split(" ", -1));
        String name = words.get(1);
        String version = List.of(words.get(2).split("_", -1)).get(1);
        ObjectNode component = Sbom.component(
                "library",
                name,
                version,
                "pkg:deb/debian/%s@%s?arch=%s&distro=debian-13".formatted(name, encoded(version), words.getFirst()),
                DEBIAN_LICENCES.getOrDefault(name, "LicenseRef-Debian"));
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", words.get(3));
        return component;
    }

    private static String encoded(String version) {
        return URLEncoder.encode(version, StandardCharsets.UTF_8);
    }
}
