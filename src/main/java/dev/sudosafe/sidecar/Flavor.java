package dev.sudosafe.sidecar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.profile.Docker;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.Map;
import java.util.Optional;

/// How the engine runs, which follows from the profile's engine and from the pod's isolation.
enum Flavor {
    /// dockerd in RootlessKit as the workspace's user. Every field was found necessary by leaving it out on a real
    /// kubelet.
    ROOTLESS("dockerd-rootless.sh", "0") {
        @Override
        ObjectNode securityContext(Docker docker) {
            // newuidmap and newgidmap have file capabilities, which no_new_privs would void; procMount because dockerd
            // writes ip_forward and a nested /proc cannot be mounted over a masked one (KEP-4265).
            ObjectNode context = relaxed(docker);
            return context.put("runAsUser", EngineUser.DEFAULT)
                    .put("runAsGroup", GROUP)
                    .put("runAsNonRoot", true);
        }

        @Override
        Map<String, String> environment() {
            return Map.of(
                    "XDG_RUNTIME_DIR", SidecarTemplate.RUN,
                    "DOCKERD_ROOTLESS_ROOTLESSKIT_NET", "slirp4netns",
                    "DOCKERD_ROOTLESS_ROOTLESSKIT_DISABLE_HOST_LOOPBACK", "true");
        }

        @Override
        boolean needsTun() {
            return true;
        }

        @Override
        boolean followsUser() {
            return true;
        }
    },

    /// dockerd as the pod's root. Both capabilities are confined to the pod's user namespace: without SYS_ADMIN its
    /// mounts fail, without NET_ADMIN its iptables.
    ROOTFUL_IN_USER_NAMESPACE("dockerd", "1000") {
        @Override
        ObjectNode securityContext(Docker docker) {
            ObjectNode context = asRoot(relaxed(docker));
            context.putObject("capabilities").putArray("add").add("SYS_ADMIN").add("NET_ADMIN");
            return context;
        }
    },

    /// dockerd as it comes: Sysbox gives it what it needs, and forbids user namespaces inside its own.
    IN_SYSBOX("dockerd", "1000") {
        @Override
        ObjectNode securityContext(Docker docker) {
            return asRoot(JsonNodeFactory.instance.objectNode());
        }
    };

    /// The gid that the socket belongs to as the pod sees it.
    static final int GROUP = 1000;

    private final String command;
    private final String socketGroup;

    Flavor(String command, String socketGroup) {
        this.command = command;
        this.socketGroup = socketGroup;
    }

    /// The flavor for this isolation; empty when the profile wants no engine, or when none can run: under Kata
    /// `procMount: Unmasked` is not to be had, as the API server couples it to `hostUsers: false`.
    static Optional<Flavor> of(WorkspaceProfile profile, Isolation isolation) {
        return switch (profile.spec().docker().engine()) {
            case None -> Optional.empty();
            case Rootless -> of(isolation, ROOTLESS);
            case RootfulInUserNamespace -> of(isolation, ROOTFUL_IN_USER_NAMESPACE);
        };
    }

    private static Optional<Flavor> of(Isolation isolation, Flavor inUserNamespace) {
        return switch (isolation) {
            case Isolation.UserNamespace u -> Optional.of(inUserNamespace);
            case Isolation.Sysbox s -> Optional.of(IN_SYSBOX);
            case Isolation.Kata k -> Optional.empty();
        };
    }

    String command() {
        return command;
    }

    /// The socket's group as the engine sees it: in RootlessKit's namespace the pod's gid 1000 is 0.
    String socketGroup() {
        return socketGroup;
    }

    abstract ObjectNode securityContext(Docker docker);

    Map<String, String> environment() {
        return Map.of();
    }

    /// Whether the engine's network needs /dev/net/tun.
    boolean needsTun() {
        return false;
    }

    /// Whether the engine runs as the workspace's user.
    boolean followsUser() {
        return false;
    }

    private static ObjectNode relaxed(Docker docker) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("allowPrivilegeEscalation", true).put("procMount", "Unmasked");
        context.putObject("seccompProfile").put("type", "Localhost").put("localhostProfile", docker.seccompProfile());
        if (docker.appArmorProfile() != null) {
            context.putObject("appArmorProfile")
                    .put("type", "Localhost")
                    .put("localhostProfile", docker.appArmorProfile());
        }
        return context;
    }

    private static ObjectNode asRoot(ObjectNode context) {
        return context.put("runAsUser", 0).put("runAsGroup", 0).put("runAsNonRoot", false);
    }
}
