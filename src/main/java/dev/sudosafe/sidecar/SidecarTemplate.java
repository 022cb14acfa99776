package dev.sudosafe.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.profile.Docker;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The parts of the sidecar as JSON, the same for every pod of a profile and isolation.
record SidecarTemplate(Docker docker, Flavor flavor) {

    /// The start of the names of all volumes that belong to the sidecar.
    static final String PREFIX = "sudosafe-";

    /// Outside of /run and /etc, which RootlessKit replaces by copies.
    static final String HOME = "/var/lib/sudosafe";

    static final String RUN = HOME + "/run";

    private static final String SOCKET_FOLDER = HOME + "/socket";
    private static final String DATA = HOME + "/data";
    static final String ENDPOINT = "unix://" + SOCKET_FOLDER + "/docker.sock";
    private static final String SOCKET_VOLUME = PREFIX + "docker-socket";

    /// A mount at this path keeps the ServiceAccount plugin, which runs again after us, from mounting a token there.
    private static final String TOKEN_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// The container without resources and mounts.
    ObjectNode fixedPart() {
        ObjectNode container = JSON.objectNode();
        container.put("name", DockerSidecar.NAME).put("image", docker.image());
        container.putArray("command").add(flavor.command());
        container
                .putArray("args")
                .add("--host=" + ENDPOINT)
                .add("--group=" + flavor.socketGroup())
                .add("--data-root=" + DATA + "/docker");
        ArrayNode arguments = container.withArray("args");
        docker.registryMirrors().forEach(mirror -> arguments.add("--registry-mirror=" + mirror));
        docker.insecureRegistries().forEach(registry -> arguments.add("--insecure-registry=" + registry));
        container.put("restartPolicy", "Always");
        if (!flavor.environment().isEmpty()) {
            ArrayNode variables = container.putArray("env");
            new TreeMap<>(flavor.environment()).forEach((name, value) -> variables.add(variable(name, value)));
        }
        container.set("securityContext", flavor.securityContext(docker));
        container.set("startupProbe", startupProbe());
        return container;
    }

    /// The volumes that the sidecar needs.
    Stream<ObjectNode> volumes() {
        return Stream.of(
                volume(SOCKET_VOLUME, memory("1Mi")),
                volume(PREFIX + "docker-run", memory("64Mi")),
                volume(PREFIX + "docker-data", docker.storage().source()),
                volume(PREFIX + "no-token", memory("1Mi")));
    }

    /// The mount by which sidecar and workspace share the socket.
    static ObjectNode socketMount() {
        return mount(SOCKET_VOLUME, SOCKET_FOLDER);
    }

    /// Complete with what the API server would default, so that it comes back equal.
    private static ObjectNode startupProbe() {
        ObjectNode probe = JSON.objectNode();
        probe.putObject("exec")
                .putArray("command")
                .add("docker")
                .add("--host=" + ENDPOINT)
                .add("info");
        return probe.put("periodSeconds", 1)
                .put("timeoutSeconds", 10)
                .put("successThreshold", 1)
                .put("failureThreshold", 120);
    }

    JsonNode resources() {
        ObjectNode resources = docker.resources().deepCopy();
        if (flavor.needsTun()) {
            resources.withObjectProperty("limits").put(docker.tunDevice(), "1");
        }
        return resources;
    }

    static List<ObjectNode> mounts() {
        return List.of(
                socketMount(),
                mount(PREFIX + "docker-run", RUN),
                mount(PREFIX + "docker-data", DATA),
                mount(PREFIX + "no-token", TOKEN_FOLDER).put("readOnly", true));
    }

    static ObjectNode variable(String name, String value) {
        return JSON.objectNode().put("name", name).put("value", value);
    }

    private static ObjectNode mount(String volume, String path) {
        return JSON.objectNode().put("name", volume).put("mountPath", path);
    }

    private static ObjectNode volume(String name, ObjectNode source) {
        ObjectNode volume = JSON.objectNode().put("name", name);
        return volume.setAll(source);
    }

    private static ObjectNode memory(String sizeLimit) {
        ObjectNode source = JSON.objectNode();
        source.putObject("emptyDir").put("medium", "Memory").put("sizeLimit", sizeLimit);
        return source;
    }
}
