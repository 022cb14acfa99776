package dev.sudosafe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/// What a script named `fetch` makes from Go modules or Python packages, and tells of on standard error.
public final class Fetched {

    private static final Map<List<String>, Path> FOLDERS = new ConcurrentHashMap<>();

    private Fetched() {}

    /// The folder that the script prints. Where it finds no Go, or no Python, the test that asks is skipped, but not
    /// where `CI` is set.
    public static Path folder(String script, String name) {
        return FOLDERS.computeIfAbsent(List.of(script, name), Fetched::fetch);
    }

    private static Path fetch(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean found = process.waitFor() == 0;
            String missing = command.getLast() + "; " + command.getFirst() + " says why";
            if (!found && System.getenv("CI") != null) {
                throw new AssertionError("required here, but there is no " + missing);
            }
            Assumptions.assumeTrue(found, "SKIPPED: no " + missing);
            return Path.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
