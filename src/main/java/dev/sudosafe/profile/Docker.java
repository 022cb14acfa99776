package dev.sudosafe.profile;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.pod.PodShape;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The docker engine beside the workspace.
public record Docker(
        @JsonPropertyDescription("which engine runs, and as whom; None for no sidecar")
        Engine engine,

        @JsonPropertyDescription("image of the sidecar, with the engine and its client")
        String image,

        @JsonPropertyDescription("where images and containers are kept; without: an emptyDir of " + Docker.DEFAULT_SIZE)
        Storage storage,

        @JsonPropertyDescription("resources of the sidecar, as in a container")
        JsonNode resources,

        @JsonPropertyDescription("base URLs of registry mirrors")
        List<String> registryMirrors,

        @JsonPropertyDescription("registries without TLS, or with a certificate that nobody knows, as host[:port]")
        List<String> insecureRegistries,

        @JsonPropertyDescription("extended resource that gives /dev/net/tun, for Rootless")
        String tunDevice,

        @JsonPropertyDescription("Localhost profile of the sidecar, below the kubelet's seccomp folder, for Rootless")
        String seccompProfile,

        @JsonPropertyDescription(
                "name of the sidecar's AppArmor profile on the node, for nodes with AppArmor; without: the runtime's")
        @Nullable
        String appArmorProfile) {

    public static final String DEFAULT_IMAGE = "ghcr.io/sudosafe/rootless-docker:28.5.2";
    public static final String DEFAULT_TUN_DEVICE = "sudosafe.dev/tun";
    public static final String DEFAULT_SECCOMP_PROFILE = "sudosafe/rootless-docker.json";

    /// As dockerd takes them: without user, query and fragment.
    private static final Pattern MIRROR = Pattern.compile("https?://[^\\s/?#@]+(/[^\\s?#]*)?");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?");
    private static final String DEFAULT_SIZE = "20Gi";

    public Docker {
        engine = Objects.requireNonNullElse(engine, Engine.Rootless);
        image = Objects.requireNonNullElse(image, DEFAULT_IMAGE);
        storage = Objects.requireNonNullElseGet(storage, () -> new Storage(null, null));
        resources = resources == null || resources.isNull() ? JsonNodeFactory.instance.objectNode() : resources;
        registryMirrors = List.copyOf(Objects.requireNonNullElse(registryMirrors, List.of()));
        insecureRegistries = List.copyOf(Objects.requireNonNullElse(insecureRegistries, List.of()));
        tunDevice = Objects.requireNonNullElse(tunDevice, DEFAULT_TUN_DEVICE);
        seccompProfile = Objects.requireNonNullElse(seccompProfile, DEFAULT_SECCOMP_PROFILE);
        Invalid.when(image.isBlank(), "image is empty", "name an image, or leave it out for " + DEFAULT_IMAGE);
        Invalid.when(!resources.isObject(), "resources is no object", "write it as in a container");
        requireAmounts(resources, "limits");
        requireAmounts(resources, "requests");
        registryMirrors.forEach(Docker::requireHttp);
        insecureRegistries.forEach(Docker::requireHost);
        Invalid.when(
                appArmorProfile != null && appArmorProfile.isBlank(),
                "appArmorProfile is empty",
                "name a profile of the node, or leave it out for the runtime's own");
    }

    /// Which engine runs, and as whom.
    public enum Engine {
        /// dockerd in RootlessKit, as an ordinary user of the pod's user namespace. Pod Security `baseline` admits it.
        Rootless,
        /// dockerd as the pod's root with SYS_ADMIN and NET_ADMIN inside the user namespace, for nodes without
        /// /dev/net/tun. Needs Pod Security `privileged` and runtimes with writable cgroups.
        RootfulInUserNamespace,
        /// No sidecar.
        None
    }

    /// An emptyDir or a generic ephemeral volume; default an emptyDir of {@link #DEFAULT_SIZE}.
    public record Storage(
            @JsonPropertyDescription("an emptyDir, as in a pod's volume") @Nullable
            JsonNode emptyDir,

            @JsonPropertyDescription("a generic ephemeral volume, as in a pod's volume") @Nullable
            JsonNode ephemeral) {

        public Storage {
            emptyDir = orNull(emptyDir, "emptyDir");
            ephemeral = orNull(ephemeral, "ephemeral");
            Invalid.when(emptyDir != null && ephemeral != null, "both emptyDir and ephemeral", "choose one");
        }

        private static @Nullable JsonNode orNull(@Nullable JsonNode source, String name) {
            if (source == null || isAbsent(source)) {
                return null;
            }
            Invalid.when(!source.isObject(), name + " is no object", "write it as in a pod's volume");
            requireShape(source, name);
            return source;
        }

        /// A malformed source would make every injected pod malformed.
        private static void requireShape(JsonNode source, String name) {
            ObjectNode pod = JsonNodeFactory.instance.objectNode();
            pod.putObject("spec").putArray("volumes").addObject().set(name, source);
            String misfits = PodShape.misfits(pod).stream()
                    .map(misfit -> misfit.toString().replace("spec.volumes[0].", ""))
                    .collect(Collectors.joining("; "));
            Invalid.when(!misfits.isEmpty(), misfits, "write it as in a pod's volume");
        }

        /// The volume's source, with the name of its type.
        public ObjectNode source() {
            ObjectNode source = JsonNodeFactory.instance.objectNode();
            if (ephemeral != null) {
                return source.set("ephemeral", ephemeral);
            }
            return emptyDir != null
                    ? source.set("emptyDir", emptyDir)
                    : source.set("emptyDir", source.objectNode().put("sizeLimit", DEFAULT_SIZE));
        }
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static void requireAmounts(JsonNode resources, String name) {
        JsonNode amounts = resources.path(name);
        Invalid.when(
                !isAbsent(amounts) && !amounts.isObject(),
                "resources." + name + " is no object",
                "write it as in a container");
    }

    private static void requireHost(String registry) {
        Invalid.when(
                !HOST.matcher(registry).matches(),
                "insecure registry \"" + registry + "\" is no host",
                "write host[:port]");
    }

    private static void requireHttp(String mirror) {
        Invalid.when(
                !MIRROR.matcher(mirror).matches(),
                "registry mirror \"" + mirror + "\" is no URL",
                "write https://host[:port]");
    }
}
