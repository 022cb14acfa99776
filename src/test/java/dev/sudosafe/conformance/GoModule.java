package dev.sudosafe.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/// Go modules of Kubernetes that tests read files of, in the version of the API server that they start.
final class GoModule {

    static final String POD_SECURITY_ADMISSION = "k8s.io/pod-security-admission";
    static final String KUBERNETES = "k8s.io/kubernetes";

    private static final Map<String, Path> FOLDERS = new ConcurrentHashMap<>();

    private GoModule() {}

    /// The folder of a module. Without Go the test that asks is skipped, but not where `CI` is set.
    static Path folder(String module) {
        return FOLDERS.computeIfAbsent(module, GoModule::fetch);
    }

    /// Such as `v1.36.3`.
    static String version(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.substring(name.indexOf('@') + 1);
    }

    private static Path fetch(String module) {
        try {
            Process process = new ProcessBuilder("src/test/conformance/fetch", module)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean found = process.waitFor() == 0;
            if (!found && System.getenv("CI") != null) {
                throw new AssertionError(
                        module + " is required here: src/test/conformance/fetch says why it is missing");
            }
            Assumptions.assumeTrue(found, "SKIPPED: no " + module + "; src/test/conformance/fetch says why");
            return Path.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
