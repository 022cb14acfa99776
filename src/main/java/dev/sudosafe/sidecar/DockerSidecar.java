package dev.sudosafe.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.pod.ContainerKind;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import dev.sudosafe.profile.Docker;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The docker engine of one profile under one isolation, as a native sidecar (KEP-753): what is injected, and whether
/// a container is exactly that.
public final class DockerSidecar {

    /// The sidecar's name in the pod.
    public static final String NAME = "sudosafe-docker";

    /// The start of the names of all volumes that belong to the sidecar.
    static final String PREFIX = "sudosafe-";

    /// Outside of /run and /etc, which RootlessKit replaces by copies.
    static final String HOME = "/var/lib/sudosafe";

    static final String RUN = HOME + "/run";

    private static final String SOCKET_FOLDER = HOME + "/socket";
    private static final String DATA = HOME + "/data";
    private static final String ENDPOINT = "unix://" + SOCKET_FOLDER + "/docker.sock";
    private static final String SOCKET_VOLUME = PREFIX + "docker-socket";

    /// A mount at this path keeps the ServiceAccount plugin, which runs again after us, from mounting a token there.
    private static final String TOKEN_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// Fields that limits, defaults and pull policies of the cluster set on any container. None of them can reach
    /// further than the container itself.
    private static final List<String> IGNORED = List.of(
            "resources", "imagePullPolicy", "terminationMessagePath", "terminationMessagePolicy", "volumeMounts");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final WorkspaceProfile profile;
    private final Docker docker;
    private final Flavor flavor;

    private DockerSidecar(WorkspaceProfile profile, Flavor flavor) {
        this.profile = profile;
        this.docker = profile.spec().docker();
        this.flavor = flavor;
    }

    /// The sidecar; empty when the profile wants no engine, or when none can run under the isolation.
    public static Optional<DockerSidecar> of(WorkspaceProfile profile, Isolation isolation) {
        return Flavor.of(profile, isolation).map(flavor -> new DockerSidecar(profile, flavor));
    }

    /// The container for this pod, with the workspace's volumes.
    public ObjectNode container(PodView pod) {
        ObjectNode container = fixedPart();
        container.set("resources", resources());
        ArrayNode mounts = container.putArray("volumeMounts");
        ownMounts().forEach(mounts::add);
        SharedMounts.of(profile, pod).mounts().forEach(mounts::add);
        return container;
    }

    /// The volumes that the sidecar needs.
    public Stream<ObjectNode> volumes() {
        return Stream.of(
                volume(SOCKET_VOLUME, memory("1Mi")),
                volume(PREFIX + "docker-run", memory("64Mi")),
                volume(PREFIX + "docker-data", docker.storage().source()),
                volume(PREFIX + "no-token", memory("1Mi")));
    }

    /// The mount by which a workspace container reaches the socket.
    public ObjectNode clientMount() {
        return mount(SOCKET_VOLUME, SOCKET_FOLDER);
    }

    /// The variable that tells the docker client where the engine listens.
    public ObjectNode clientVariable() {
        return variable("DOCKER_HOST", ENDPOINT);
    }

    /// The group that may use the socket.
    public int clientGroup() {
        return Flavor.GROUP;
    }

    /// The fields by which a container is not this sidecar; none means that it is. Resources, pull policy and
    /// API-server defaults do not count.
    public Stream<Field> differences(ContainerView container, PodView pod) {
        if (container.kind() != ContainerKind.INIT) {
            return Stream.of(container.field());
        }
        ObjectNode wanted = fixedPart();
        Stream<Field> missing = wanted.propertyStream()
                .map(Map.Entry::getKey)
                .filter(key -> !container.field().has(key))
                .map(container::at);
        Stream<Field> changed = container
                .field()
                .members()
                .filter(member -> !IGNORED.contains(member.key()))
                .filter(member -> !member.value().equals(wanted.path(member.key())));
        return Stream.of(missing, changed, foreignMounts(container, pod)).flatMap(fields -> fields);
    }

    /// A container without what does not count, for one that is no sidecar of any profile.
    public static Field judged(ContainerView container) {
        ObjectNode judged = JSON.objectNode();
        container.field().members().forEach(member -> judged.set(member.key(), member.value()));
        return new Field(judged.remove(IGNORED), container.field().path());
    }

    /// The volumes that bear a name of the sidecar's and are not its own.
    public Stream<Field> foreignVolumes(PodView pod) {
        List<ObjectNode> own = volumes().toList();
        return pod.volumes()
                .filter(volume -> own.stream()
                        .filter(wanted -> wanted.path("name").asText().equals(volume.name()))
                        .anyMatch(wanted -> !covers(volume.field().value(), wanted)))
                .map(VolumeView::field);
    }

    /// Mounts at which workspace containers disagree, so that the sidecar cannot have them.
    public List<Field> clashingMounts(PodView pod) {
        return SharedMounts.of(profile, pod).clashes();
    }

    private Stream<Field> foreignMounts(ContainerView container, PodView pod) {
        List<ObjectNode> own = ownMounts();
        List<Field> actual = container.volumeMounts().toList();
        boolean complete = actual.stream().map(Field::value).toList().containsAll(own);
        // A set, as a hostile pod can have thousands of mounts.
        Set<JsonNode> allowed = new HashSet<>(own);
        allowed.addAll(SharedMounts.of(profile, pod).mounts());
        Stream<Field> foreign = actual.stream().filter(mount -> !allowed.contains(mount.value()));
        return complete ? foreign : Stream.concat(Stream.of(container.at("volumeMounts")), foreign);
    }

    private ObjectNode fixedPart() {
        ObjectNode container = JSON.objectNode();
        container.put("name", NAME).put("image", docker.image());
        container.putArray("command").add(flavor.command());
        container
                .putArray("args")
                .add("--host=" + ENDPOINT)
                .add("--group=" + flavor.socketGroup())
                .add("--data-root=" + DATA + "/docker");
        docker.registryMirrors().forEach(mirror -> container.withArray("args").add("--registry-mirror=" + mirror));
        container.put("restartPolicy", "Always");
        if (!flavor.environment().isEmpty()) {
            ArrayNode variables = container.putArray("env");
            new TreeMap<>(flavor.environment()).forEach((name, value) -> variables.add(variable(name, value)));
        }
        container.set("securityContext", flavor.securityContext(docker));
        container.set("startupProbe", startupProbe());
        return container;
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

    private JsonNode resources() {
        ObjectNode resources = docker.resources().deepCopy();
        if (flavor.needsTun()) {
            resources.withObjectProperty("limits").put(docker.tunDevice(), "1");
        }
        return resources;
    }

    private static List<ObjectNode> ownMounts() {
        return List.of(
                mount(SOCKET_VOLUME, SOCKET_FOLDER),
                mount(PREFIX + "docker-run", RUN),
                mount(PREFIX + "docker-data", DATA),
                mount(PREFIX + "no-token", TOKEN_FOLDER).put("readOnly", true));
    }

    private static ObjectNode variable(String name, String value) {
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

    /// Whether all that is wanted is there; the API server may have added defaults, left out what is empty, and
    /// written quantities in another way.
    private static boolean covers(JsonNode actual, JsonNode wanted) {
        return switch (wanted) {
            case ObjectNode object ->
                object.propertyStream().allMatch(member -> covers(actual.path(member.getKey()), member.getValue()));
            case JsonNode unset when isUnset(unset) -> isUnset(actual);
            default -> actual.equals(wanted) || Quantity.same(actual.asText(""), wanted.asText(""));
        };
    }

    private static boolean isUnset(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isEmpty());
    }
}
