package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.web.MountedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A release of the chart on a real API server, and a process that answers for it where a cluster has pods. The part of
/// the kubelet is the test's: it says when the process gets the files of a changed ConfigMap.
final class LiveRelease implements AutoCloseable {

    private final ApiServer apiServer;
    private final HelmRelease helm;
    private final TemporaryFolder folder;
    private final SudosafeProcess process;
    private final Relay address;

    private LiveRelease(
            ApiServer apiServer, HelmRelease helm, TemporaryFolder folder, SudosafeProcess process, Relay address) {
        this.apiServer = apiServer;
        this.helm = helm;
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    /// Starts a process with these profiles; nothing is installed yet.
    ///
    /// @param profiles the chart's value `profiles` as YAML
    static LiveRelease start(ApiServer apiServer, HelmRelease helm, String profiles) {
        try {
            TemporaryFolder folder = TemporaryFolder.create("sudosafe-profiles");
            swap(folder.path(), config(profiles));
            SudosafeProcess process = SudosafeProcess.startWithProfiles(folder.path());
            Relay address = new Relay(URI.create(process.url()).getPort());
            return new LiveRelease(apiServer, helm, folder, process, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All values of the release. Its webhooks call the process by the address of the relay.
    String values(String profiles, String... more) {
        return """
                webhook: {url: "https://127.0.0.1:%d", caBundle: "%s"}
                certificates: {source: secret}
                profiles:
                %s%s
                """.formatted(address.port(), process.caBundle(), profiles.indent(2), String.join("\n", more));
    }

    HelmRelease helm() {
        return helm;
    }

    SudosafeProcess process() {
        return process;
    }

    Relay address() {
        return address;
    }

    /// What the kubelet does up to a minute after the ConfigMap has changed, and the process within a second.
    void mount() {
        JsonNode config = Cluster.json(apiServer
                .kubectl()
                .run("get", "configmap", helm.name() + "-profiles", "-n", helm.namespace(), "-o", "json")
                .require());
        swap(folder.path(), config);
    }

    /// The same, before a release has these profiles.
    void mount(String profiles) {
        swap(folder.path(), config(profiles));
    }

    private static JsonNode config(String profiles) {
        return Rendered.of("profiles:\n" + profiles.indent(2)).kind("ConfigMap");
    }

    private static void swap(Path folder, JsonNode config) {
        Map<String, String> files = new HashMap<>();
        config.path("data")
                .propertyStream()
                .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
        try {
            new MountedFolder(Files.createDirectories(folder)).swap(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        address.close();
        process.close();
        folder.close();
    }
}
