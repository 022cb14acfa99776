package dev.sudosafe.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// kube-apiserver, etcd and kubectl, found, downloaded or built by `src/test/envtest/fetch`, which tells on standard
/// error what it does.
///
/// @param folder holds the three of them
public record KubernetesBinaries(Path folder) {

    private static final String SCRIPT = "src/test/envtest/fetch";

    /// Such as `1.36.3`: the newest minor, or that of `SUDOSAFE_KUBERNETES`.
    public static final String VERSION =
            Program.run(List.of(SCRIPT, "--version"), Map.of(), "").require().strip();

    /// In a session of its own, so that Ctrl-C in a terminal ends only the process that started it, which then ends
    /// this one in order.
    private static final String DETACHED = """
            command -v setsid > /dev/null && set -- setsid "$@"
            exec "$@"
            """;

    private static final String ETCD = """
            #!/bin/sh
            set -- '%s' "$@"
            """ + DETACHED;

    /// kube-api-test always switches the ServiceAccount plugin off, which mounts tokens; this leaves that flag out.
    private static final String API_SERVER = """
            #!/bin/sh
            for argument do
              shift
              case $argument in
                --disable-admission-plugins | ServiceAccount) ;;
                *) set -- "$@" "$argument" ;;
              esac
            done
            set -- '%s' "$@"
            """ + DETACHED;

    static KubernetesBinaries fetch() throws IOException {
        Process process = new ProcessBuilder(SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String root = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("no Kubernetes binaries: " + SCRIPT + " says why");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try (Stream<Path> platforms = Files.list(Path.of(root, "k8s"))) {
            return new KubernetesBinaries(platforms
                    .filter(platform -> String.valueOf(platform.getFileName()).startsWith(VERSION + "-"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    Path kubectl() {
        return folder.resolve("kubectl");
    }

    /// Lays them out below a folder as kube-api-test wants them.
    void layOut(Path below) throws IOException {
        Path layout = Files.createDirectories(below.resolve("k8s").resolve(String.valueOf(folder.getFileName())));
        Files.createSymbolicLink(layout.resolve("kubectl"), kubectl());
        script(layout.resolve("etcd"), ETCD.formatted(folder.resolve("etcd")));
        script(layout.resolve("kube-apiserver"), API_SERVER.formatted(folder.resolve("kube-apiserver")));
    }

    private static void script(Path file, String text) throws IOException {
        if (!Files.writeString(file, text).toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
