package dev.sudosafe.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is read, and which profile judges it.
final class InputOptions {

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR|-",
            description = "The same as with --file, for callers that put names at the end, such as pre-commit.")
    private List<String> more = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE|DIR|-",
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
        return Stream.concat(files.stream(), more.stream()).distinct().toList();
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
