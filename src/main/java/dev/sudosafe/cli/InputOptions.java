package dev.sudosafe.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is read, and which profile judges it.
final class InputOptions {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE|DIR|-",
            required = true,
            description = "YAML or JSON of any number of documents; of a directory all YAML and JSON files below"
                    + " it; - for standard input. May be given several times.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "A WorkspaceProfile; the built-in default profile if none is given. With several, a pod is"
                    + " judged by the one whose selectors choose it; a pod that two choose is denied.")
    private List<String> profiles = new ArrayList<>();

    @Option(
            names = "--as-workspace",
            description = "Take every pod for a workspace, whatever its labels and namespace.")
    private boolean asWorkspace;

    @Option(
            names = "--namespace-labels",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "The labels of the namespaces of which the files hold no Namespace document. Without both,"
                    + " only kubernetes.io/metadata.name is known.")
    private @Nullable Map<String, String> namespaceLabels;

    List<String> files() {
        return files.stream().distinct().toList();
    }

    List<String> profiles() {
        return profiles;
    }

    boolean asWorkspace() {
        return asWorkspace;
    }

    Optional<Map<String, String>> namespaceLabels() {
        return Optional.ofNullable(namespaceLabels).map(LinkedHashMap::new);
    }
}
