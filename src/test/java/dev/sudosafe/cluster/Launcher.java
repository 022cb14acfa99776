package dev.sudosafe.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The packaged command line as `make build` lays it out, in a shell that finds it.
///
/// @param folder holds it under all its names
public record Launcher(Path folder) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// @param folder where it is put; the application stays in `target`
    public static Launcher in(Path folder) throws IOException {
        Path launcher = Files.copy(
                Path.of("src/main/cli/sudosafe"), folder.resolve("sudosafe"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String name : List.of("kubectl-sudosafe", "kubectl_complete-sudosafe")) {
            Files.createSymbolicLink(folder.resolve(name), launcher.getFileName());
        }
        Files.createSymbolicLink(
                folder.resolve("quarkus-app"), Path.of("target/quarkus-app").toAbsolutePath());
        return new Launcher(folder);
    }

    /// Runs lines of bash, which end at the first that fails.
    ///
    /// @param more folders that the shell finds programs in
    public Output bash(Path workingFolder, String script, Path... more) {
        String path = Stream.concat(Stream.of(folder), Arrays.stream(more))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator + System.getenv("PATH")));
        return Program.run(
                List.of("bash", "-e", "-o", "pipefail", "-c", "cd \"$0\"\n" + script, workingFolder.toString()),
                Map.of("PATH", path, "JAVA_HOME", System.getProperty("java.home"), "KUBECONFIG", "/dev/null"),
                "",
                PATIENCE);
    }

    /// The folder of the real kubectl.
    static Path kubectl() throws IOException {
        return KubernetesBinaries.fetch().folder();
    }

    /// The folder of the real helm. The test that asks is skipped where there is no Go.
    static Path helm() {
        return Fetched.folder("src/test/programs/fetch", "helm").resolve("bin");
    }
}
