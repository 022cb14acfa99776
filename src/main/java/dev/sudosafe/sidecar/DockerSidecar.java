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
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The docker engine of one profile under one isolation, as a native sidecar (KEP-753): what is injected, and whether
/// a container is exactly that.
public final class DockerSidecar {

    /// The sidecar's name in the pod.
    public static final String NAME = "sudosafe-docker";

    /// Fields that limits, defaults and pull policies of the cluster set on any container. None of them can reach
    /// further than the container itself.
    private static final List<String> IGNORED = List.of(
            "resources", "imagePullPolicy", "terminationMessagePath", "terminationMessagePolicy", "volumeMounts");

    private final WorkspaceProfile profile;
    private final Flavor flavor;
    private final ObjectNode fixedPart;
    private final JsonNode resources;
    private final Set<String> resourceNames;
    private final Map<String, ObjectNode> volumes;
    private final List<ObjectNode> mounts;

    private DockerSidecar(WorkspaceProfile profile, Flavor flavor) {
        this.profile = profile;
        this.flavor = flavor;
        SidecarTemplate template = new SidecarTemplate(profile.spec().docker(), flavor);
        this.fixedPart = template.fixedPart();
        this.resources = template.resources();
        this.resourceNames = resources
                .valueStream()
                .flatMap(JsonNode::propertyStream)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        this.volumes = new LinkedHashMap<>();
        template.volumes().forEach(volume -> volumes.put(volume.path("name").asText(), volume));
        this.mounts = SidecarTemplate.mounts();
    }

    /// The sidecar; empty when the profile wants no engine, or when none can run under the isolation.
    public static Optional<DockerSidecar> of(WorkspaceProfile profile, Isolation isolation) {
        return Flavor.of(profile, isolation).map(flavor -> new DockerSidecar(profile, flavor));
    }

    /// The container for this pod, with the workspace's volumes.
    public ObjectNode container(PodView pod) {
        ObjectNode container = fixedPart.deepCopy();
        if (flavor.followsUser()) {
            EngineUser.follow(profile, pod, container);
        }
        container.set("resources", resources);
        ArrayNode all = container.putArray("volumeMounts");
        all.addAll(mounts);
        all.addAll(SharedMounts.of(profile, pod).mounts());
        return container;
    }

    /// The volumes that the sidecar needs.
    public Stream<ObjectNode> volumes() {
        return volumes.values().stream();
    }

    /// The mount by which a workspace container reaches the socket.
    public ObjectNode clientMount() {
        return SidecarTemplate.socketMount();
    }

    /// The variable that tells the docker client where the engine listens.
    public ObjectNode clientVariable() {
        return SidecarTemplate.variable("DOCKER_HOST", SidecarTemplate.ENDPOINT);
    }

    /// The group that may use the socket.
    public int clientGroup() {
        return Flavor.GROUP;
    }

    /// The fields by which a container is not this sidecar; none means that it is. Resources, pull policy and
    /// API-server defaults do not count.
    public List<Field> differences(ContainerView container, PodView pod) {
        if (container.kind() != ContainerKind.INIT) {
            return List.of(judged(container));
        }
        ObjectNode wanted = flavor.followsUser() ? EngineUser.accept(container, fixedPart) : fixedPart;
        List<Field> differences = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            if (!container.field().has(member.getKey())) {
                differences.add(container.at(member.getKey()));
            }
        }
        for (Map.Entry<String, JsonNode> member : container.field().value().properties()) {
            if (isChanged(member, wanted)) {
                differences.add(container.at(member.getKey()));
            }
        }
        addForeignMounts(container, pod, differences);
        return differences;
    }

    private static boolean isChanged(Map.Entry<String, JsonNode> member, ObjectNode wanted) {
        return !member.getValue().isNull()
                && !IGNORED.contains(member.getKey())
                && !member.getValue().equals(wanted.path(member.getKey()));
    }

    /// A container without what does not count, for one that is no sidecar of any profile.
    public static Field judged(ContainerView container) {
        ObjectNode judged = JsonNodeFactory.instance.objectNode();
        container.field().members().forEach(member -> judged.set(member.key(), member.value()));
        return new Field(judged.remove(IGNORED), container.field().path());
    }

    /// Whether the volume is one of the sidecar's own.
    public boolean owns(VolumeView volume) {
        ObjectNode own = volumes.get(volume.name());
        return own != null && covers(volume.field().value(), own);
    }

    /// The names of the resources that the sidecar asks for.
    public Set<String> resourceNames() {
        return resourceNames;
    }

    /// Those of them that a node may lack altogether: extended ones, which have a domain.
    public Set<String> extendedResources() {
        return resourceNames().stream().filter(name -> name.contains("/")).collect(Collectors.toUnmodifiableSet());
    }

    /// The volumes that bear a name of the sidecar's and are not its own.
    public List<Field> foreignVolumes(PodView pod) {
        List<Field> foreign = new ArrayList<>();
        for (VolumeView volume : pod.volumes()) {
            if (volumes.containsKey(volume.name()) && !owns(volume)) {
                foreign.add(volume.field());
            }
        }
        return foreign;
    }

    /// Mounts at which workspace containers disagree, so that the sidecar cannot have them.
    public List<Field> clashingMounts(PodView pod) {
        return SharedMounts.of(profile, pod).clashes();
    }

    private void addForeignMounts(ContainerView container, PodView pod, List<Field> differences) {
        List<ObjectNode> missing = new ArrayList<>(mounts);
        List<Field> others = new ArrayList<>();
        for (Field mount : container.volumeMounts()) {
            if (mounts.contains(mount.value())) {
                missing.remove(mount.value());
            } else {
                others.add(mount);
            }
        }
        if (!missing.isEmpty()) {
            differences.add(container.at("volumeMounts"));
        }
        if (!others.isEmpty()) {
            // A set, as a hostile pod can have thousands of mounts.
            Set<ObjectNode> allowed = SharedMounts.of(profile, pod).grantable();
            others.stream().filter(mount -> !allowed.contains(mount.value())).forEach(differences::add);
        }
    }

    /// Whether all that is wanted is there; the API server may have added defaults, left out what is empty, and
    /// written quantities in another way.
    private static boolean covers(JsonNode actual, JsonNode wanted) {
        return switch (wanted) {
            case ObjectNode object -> coversAll(actual, object);
            case JsonNode unset when isUnset(unset) -> isUnset(actual);
            default -> actual.equals(wanted) || Quantity.same(actual.asText(""), wanted.asText(""));
        };
    }

    private static boolean coversAll(JsonNode actual, ObjectNode wanted) {
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            if (!covers(actual.path(member.getKey()), member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnset(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isEmpty());
    }
}
