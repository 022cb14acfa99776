package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A release of the chart on an API server, handled by the real helm command line. Nothing becomes ready here, as no
/// kubelet runs: `--wait` waits in vain.
///
/// @param chart folder or archive
record HelmRelease(Path helm, Path kubeconfig, String chart, String name, String namespace) {

    /// Of our chart, by the names that its documentation uses. The test that asks is skipped where there is no Go.
    static HelmRelease on(ApiServer apiServer) {
        return on(apiServer.kubectl().kubeconfig());
    }

    private static HelmRelease on(Path kubeconfig) {
        Path helm = Fetched.folder("src/test/programs/fetch", "helm").resolve("bin/helm");
        return new HelmRelease(helm, kubeconfig, "helm/sudosafe", "sudosafe", Chart.NAMESPACE);
    }

    /// `helm template`, which looks into no cluster. [Chart#render], which needs no Go, fails where the chart would
    /// look
    /// into one.
    ///
    /// @param values as YAML
    static String template(String values) {
        HelmRelease nowhere = on(Path.of("/dev/null"));
        return nowhere.run(values, new String[0], "template", nowhere.name, nowhere.chart, "--values", "-")
                .require();
    }

    /// The same release from another folder or archive.
    HelmRelease withChart(Path other) {
        return new HelmRelease(helm, kubeconfig, other.toString(), name, namespace);
    }

    /// @param values as YAML
    Output install(String values, String... options) {
        return run(values, options, "install", name, chart, "--create-namespace", "--values", "-");
    }

    /// @param values as YAML
    Output upgrade(String values, String... options) {
        return run(values, options, "upgrade", name, chart, "--values", "-");
    }

    /// Back to a revision of the history; those that came after it stay in it.
    Output rollback(int revision, String... options) {
        return run("", options, "rollback", name, Integer.toString(revision));
    }

    Output uninstall(String... options) {
        return run("", options, "uninstall", name);
    }

    /// `helm test`.
    Output test(String... options) {
        return run("", options, "test", name);
    }

    /// All that it has installed, hooks left out, as YAML documents.
    String manifest() {
        return run("", new String[0], "get", "manifest", name).require();
    }

    /// The revisions, oldest first.
    List<Revision> history() {
        JsonNode history = Cluster.json(
                run("", new String[0], "history", name, "-o", "json").require());
        return StreamSupport.stream(history.spliterator(), false)
                .map(Revision::of)
                .toList();
    }

    /// @param status such as `deployed`, `superseded` or `failed`
    record Revision(int number, String status, String description) {

        private static Revision of(JsonNode json) {
            return new Revision(
                    json.path("revision").asInt(),
                    json.path("status").asText(),
                    json.path("description").asText());
        }
    }

    private Output run(String input, String[] options, String... arguments) {
        List<String> command = Stream.of(
                        Stream.of(helm.toString()),
                        Stream.of(arguments),
                        Stream.of("-n", namespace),
                        Stream.of(options))
                .flatMap(part -> part)
                .toList();
        return Program.run(command, Map.of("KUBECONFIG", kubeconfig.toString()), input);
    }
}
