package dev.sudosafe.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The real kubectl of the API server's version.
///
/// @param prefix what starts it, such as in another network namespace
public record Kubectl(List<String> prefix, Path binary, Path kubeconfig) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    public Kubectl(Path binary, Path kubeconfig) {
        this(List.of(), binary, kubeconfig);
    }

    public Output run(String... arguments) {
        return withInput("", arguments);
    }

    /// With this text as standard input, for `-f -`.
    public Output withInput(String input, String... arguments) {
        return withInput(PATIENCE, input, arguments);
    }

    /// Waits until the API server tells whoever asks that it has these kinds, a moment after it has them.
    void awaitKinds(String group, String... plurals) {
        SudosafeProcess.await(
                "offering " + group,
                () -> run("api-resources", "--api-group=" + group, "-o", "name")
                        .out()
                        .lines()
                        .map(name -> name.substring(0, name.indexOf('.')))
                        .toList()
                        .containsAll(List.of(plurals)));
    }

    /// For what may take longer than three minutes.
    public Output withInput(Duration patience, String input, String... arguments) {
        List<String> whole = Stream.of(prefix.stream(), Stream.of(binary.toString()), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        return Program.run(whole, Map.of("KUBECONFIG", kubeconfig.toString()), input, patience);
    }
}
