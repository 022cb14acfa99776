package dev.sudosafe.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The real kubectl of the API server's version.
///
/// @param prefix what starts it, such as in another network namespace
public record Kubectl(List<String> prefix, Path binary, Path kubeconfig) {

    public Kubectl(Path binary, Path kubeconfig) {
        this(List.of(), binary, kubeconfig);
    }

    public Output run(String... arguments) {
        return withInput("", arguments);
    }

    /// With this text as standard input, for `-f -`.
    public Output withInput(String input, String... arguments) {
        return withInput(Program.PATIENCE, input, arguments);
    }

    Output create(String manifest, String... options) {
        return withInput(manifest, joined(options, "create", "-f", "-"));
    }

    /// Merges this into an object, such as `pod/web`, by its status: of a pod that is the door that no webhook of ours
    /// stands at.
    Output patchStatus(String namespace, String object, String patch, String... options) {
        return run(
                joined(options, "patch", object, "-n", namespace, "--subresource=status", "--type=merge", "-p", patch));
    }

    /// Waits until the API server asks our doors about this workspace, a moment after it has their configuration and
    /// the network leads there. Nothing is created.
    public void awaitInjection(String workspace) {
        SudosafeProcess.await(
                "injected",
                () -> create(workspace, "--dry-run=server", "-o", "yaml").out().contains("hostUsers: false"));
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

    /// Every object of the cluster except events, as `KIND NAMESPACE/NAME`.
    Set<String> objects() {
        String kinds = run("api-resources", "--verbs=list", "-o", "name")
                .require()
                .lines()
                .filter(kind -> !kind.startsWith("events") && !kind.startsWith("componentstatuses"))
                .collect(Collectors.joining(","));
        String line = "jsonpath={range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name}{\"\\n\"}{end}";
        return run("get", kinds, "-A", "-o", line).require().lines().collect(Collectors.toCollection(TreeSet::new));
    }

    /// For what may take longer than three minutes.
    public Output withInput(Duration patience, String input, String... arguments) {
        List<String> whole = Stream.of(prefix.stream(), Stream.of(binary.toString()), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        return Program.run(whole, Map.of("KUBECONFIG", kubeconfig.toString()), input, patience);
    }

    private static String[] joined(String[] options, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }
}
