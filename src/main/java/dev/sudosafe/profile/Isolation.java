package dev.sudosafe.profile;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What keeps root in the workspace from being root on the node.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Isolation.UserNamespace.class, name = "UserNamespace"),
    @JsonSubTypes.Type(value = Isolation.Sysbox.class, name = "Sysbox"),
    @JsonSubTypes.Type(value = Isolation.Kata.class, name = "Kata")
})
public sealed interface Isolation {

    /// `hostUsers: false` (KEP-127), with runc or crun. A runtime class only to choose between such handlers.
    record UserNamespace(
            @JsonPropertyDescription("only to choose between handlers such as runc and crun") @Nullable
            String runtimeClassName)
            implements Isolation {}

    /// Sysbox on containerd: its runtime class and `hostUsers: false`, both.
    record Sysbox(
            @JsonPropertyDescription("the runtime class of Sysbox, such as sysbox-runc")
            String runtimeClassName) implements Isolation {
        public Sysbox {
            requireRuntimeClass(runtimeClassName, "sysbox-runc");
        }
    }

    /// A virtual machine around the pod: its runtime class, never `hostUsers: false`, which the kubelet refuses with
    /// it.
    record Kata(
            @JsonPropertyDescription("the runtime class of Kata Containers, such as kata-qemu")
            String runtimeClassName) implements Isolation {
        public Kata {
            requireRuntimeClass(runtimeClassName, "kata-qemu");
        }
    }

    @Nullable
    String runtimeClassName();

    /// The kind's name in a profile.
    default String kind() {
        return getClass().getSimpleName();
    }

    /// Whether the pod runs in a user namespace of its own.
    default boolean userNamespace() {
        return switch (this) {
            case UserNamespace u -> true;
            case Sysbox s -> true;
            case Kata k -> false;
        };
    }

    /// Whether the pod has this isolation.
    default boolean holds(PodView pod) {
        Field hostUsers = pod.spec().at("hostUsers");
        return hostUsers.isFalse() == userNamespace() && sameRuntimeClass(pod);
    }

    /// The first of these that the pod has.
    static Optional<Isolation> heldBy(PodView pod, List<Isolation> isolations) {
        for (Isolation isolation : isolations) {
            if (isolation.holds(pod)) {
                return Optional.of(isolation);
            }
        }
        return Optional.empty();
    }

    /// Whether the pod's own fields leave room for this isolation.
    default boolean fits(PodView pod) {
        Field hostUsers = pod.spec().at("hostUsers");
        boolean usersFit = !hostUsers.isSet() || hostUsers.isFalse() == userNamespace();
        return usersFit && (!pod.spec().at("runtimeClassName").isSet() || sameRuntimeClass(pod));
    }

    private boolean sameRuntimeClass(PodView pod) {
        String wanted = runtimeClassName() == null ? "" : runtimeClassName();
        return pod.spec().at("runtimeClassName").text().equals(wanted);
    }

    private static void requireRuntimeClass(@Nullable String name, String example) {
        Invalid.when(name == null || name.isEmpty(), "runtimeClassName is missing", "name one, such as " + example);
    }
}
