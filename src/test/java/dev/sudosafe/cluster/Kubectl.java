package dev.sudosafe.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The real kubectl of the API server's version.
public record Kubectl(Path binary, Path kubeconfig) {

    public Output run(String... arguments) {
        return withInput("", arguments);
    }

    /// With this text as standard input, for `-f -`.
    public Output withInput(String input, String... arguments) {
        List<String> command = Stream.concat(Stream.of(binary.toString()), Stream.of(arguments))
                .toList();
        return Program.run(command, Map.of("KUBECONFIG", kubeconfig.toString()), input);
    }
}
