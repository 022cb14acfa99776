package dev.sudosafe.sidecar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The workspace's own volumes as the sidecar gets them: at the same paths, so that `docker run -v $PWD:/src` means
/// the same on both sides.
///
/// @param byPath the workspace's mounts that may be shared, by path
public record SharedMounts(Map<String, List<Field>> byPath) {

    /// Where a mount would hide the sidecar's own programs, devices or state.
    private static final List<String> RESERVED = List.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/proc",
            "/run",
            "/sbin",
            "/sys",
            "/usr",
            "/var/run",
            SidecarTemplate.HOME);

    /// What makes two mounts at one path the same one, read-only or not.
    private static final List<String> SAME = List.of("name", "subPath");

    private static final List<String> COPIED = List.of("name", "mountPath", "subPath", "readOnly", "recursiveReadOnly");

    public static SharedMounts of(WorkspaceProfile profile, PodView pod) {
        Set<String> shareable = shareable(pod.volumes());
        if (shareable.isEmpty()) {
            return new SharedMounts(Map.of());
        }
        Map<String, List<Field>> byPath = new TreeMap<>();
        for (ContainerView container : pod.containers()) {
            if (profile.spec().isWorkspace(container)) {
                add(container.volumeMounts(), shareable, byPath);
            }
        }
        return new SharedMounts(byPath);
    }

    private static Set<String> shareable(List<VolumeView> volumes) {
        Set<String> shareable = new HashSet<>();
        Set<String> secret = new HashSet<>();
        for (VolumeView volume : volumes) {
            (isShareable(volume) ? shareable : secret).add(volume.name());
        }
        // Of twins, which no API server has, none.
        shareable.removeAll(secret);
        return shareable;
    }

    private static void add(List<Field> mounts, Set<String> shareable, Map<String, List<Field>> byPath) {
        for (Field mount : mounts) {
            if (shareable.contains(mount.at("name").text()) && isShareableMount(mount)) {
                byPath.computeIfAbsent(path(mount), path -> new ArrayList<>()).add(mount);
            }
        }
    }

    /// The mounts of the sidecar. Where several containers mount one volume at one path, the least restricted counts;
    /// where they mount different ones there, none does (see {@link #clashes()}).
    public List<ObjectNode> mounts() {
        return byPath.values().stream()
                .filter(mounts -> !clash(mounts))
                .map(SharedMounts::leastRestricted)
                .map(SharedMounts::copy)
                .toList();
    }

    /// What the sidecar may have: each mount as some workspace container has it, whichever of them comes first.
    public Set<ObjectNode> grantable() {
        return byPath.values().stream()
                .filter(mounts -> !clash(mounts))
                .flatMap(List::stream)
                .map(SharedMounts::copy)
                .collect(Collectors.toSet());
    }

    /// Mounts at whose path another workspace container has another volume.
    public List<Field> clashes() {
        return byPath.values().stream()
                .filter(SharedMounts::clash)
                .map(List::getLast)
                .toList();
    }

    /// Secrets and tokens stay with the container they were given to.
    private static boolean isShareable(VolumeView volume) {
        return !volume.name().startsWith(SidecarTemplate.PREFIX)
                && !volume.at("secret").isSet()
                && volume.at("projected").at("sources").items().stream().noneMatch(SharedMounts::isSecret);
    }

    private static boolean isSecret(Field source) {
        return source.has("secret") || source.has("serviceAccountToken") || source.has("podCertificate");
    }

    private static boolean isShareableMount(Field mount) {
        String path = path(mount);
        return isPlain(path) && !isReserved(path) && !mount.at("subPathExpr").isSet();
    }

    private static boolean isReserved(String path) {
        for (String reserved : RESERVED) {
            if (isWithin(path, reserved) || isWithin(reserved, path)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the path is absolute, below the root, and written in the one way that has no detours.
    private static boolean isPlain(String path) {
        String closed = path + "/";
        return path.startsWith("/") && !closed.contains("//") && !closed.contains("/./") && !closed.contains("/../");
    }

    private static boolean isWithin(String path, String folder) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    private static String path(Field mount) {
        String path = mount.at("mountPath").text();
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean clash(Collection<Field> mounts) {
        return mounts.stream().map(SharedMounts::identity).distinct().count() > 1;
    }

    private static List<String> identity(Field mount) {
        return SAME.stream().map(member -> mount.at(member).text()).toList();
    }

    private static Field leastRestricted(List<Field> mounts) {
        return mounts.stream()
                .filter(mount -> !mount.at("readOnly").isTrue())
                .findFirst()
                .or(() -> mounts.stream()
                        .filter(mount -> !mount.at("recursiveReadOnly").isSet())
                        .findFirst())
                .orElse(mounts.getFirst());
    }

    private static ObjectNode copy(Field mount) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        COPIED.stream().map(mount::at).filter(Field::isSet).forEach(field -> copy.set(field.key(), field.value()));
        return copy;
    }
}
