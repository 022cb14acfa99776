package dev.sudosafe.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One of Kubernetes' own fixtures of Pod Security: a pod that a level of a policy version lets pass or refuses.
///
/// @param version the minor one: 35 for `v1.35`
record PodSecurityFixture(String level, int version, boolean passes, String name, JsonNode pod) {

    static final String BASELINE = "baseline";
    static final String RESTRICTED = "restricted";

    private static final Comparator<PodSecurityFixture> ORDER = Comparator.comparing(PodSecurityFixture::level)
            .thenComparingInt(PodSecurityFixture::version)
            .thenComparing(PodSecurityFixture::file);

    /// All of them, of all versions.
    static List<PodSecurityFixture> all() {
        Path root = GoModule.folder(GoModule.POD_SECURITY_ADMISSION).resolve("test/testdata");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> read(root.relativize(file), file))
                    .sorted(ORDER)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PodSecurityFixture read(Path relative, Path file) {
        return new PodSecurityFixture(
                relative.getName(0).toString(),
                Integer.parseInt(relative.getName(1).toString().substring("v1.".length())),
                relative.getName(2).toString().equals("pass"),
                relative.getName(3).toString(),
                Documents.tree(Documents.text(file)));
    }

    /// Names it in every version: `baseline/fail/sysctls0.yaml`.
    String file() {
        return "%s/%s/%s".formatted(level, passes ? "pass" : "fail", name);
    }

    /// What is tried by it: `sysctls`.
    String prefix() {
        return name.replaceFirst("[0-9]*\\.yaml$", "");
    }

    Optional<Control> control() {
        return Control.ofFixtures(prefix());
    }

    /// The pod as a platform would create it for a developer.
    JsonNode workspace() {
        ObjectNode workspace = pod.deepCopy();
        ObjectNode metadata = workspace.withObject("/metadata");
        metadata.put("namespace", "workspaces").withObject("/labels").put("sudosafe.dev/workspace", "true");
        return workspace;
    }

    @Override
    public String toString() {
        return file();
    }
}
