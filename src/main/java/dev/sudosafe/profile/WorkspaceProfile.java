package dev.sudosafe.profile;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sudosafe.pod.ContainerKind;
import dev.sudosafe.pod.ContainerView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// What an administrator decides for one kind of workspace: `apiVersion: sudosafe.dev/v1alpha1`,
/// `kind: WorkspaceProfile`. Every field but the name has a default.
public record WorkspaceProfile(
        @JsonPropertyDescription("version of this format") String apiVersion,
        @JsonPropertyDescription("what the file is") String kind,
        @JsonPropertyDescription("what names the profile") Metadata metadata,

        @JsonPropertyDescription("the settings; each has a default")
        Spec spec) {

    public static final String API_VERSION = "sudosafe.dev/v1alpha1";
    public static final String KIND = "WorkspaceProfile";

    /// The pods that a profile without a podSelector selects.
    public static final LabelSelector DEFAULT_POD_SELECTOR =
            new LabelSelector(Map.of("sudosafe.dev/workspace", "true"), List.of());

    public WorkspaceProfile {
        Invalid.when(!API_VERSION.equals(apiVersion), "apiVersion \"" + apiVersion + "\"", "write " + API_VERSION);
        Invalid.when(!KIND.equals(kind), "kind \"" + kind + "\"", "write " + KIND);
        Invalid.when(metadata == null, "metadata is missing", "write metadata: {name: ...}");
        spec = Objects.requireNonNullElseGet(spec, Spec::defaults);
    }

    public String name() {
        return metadata.name();
    }

    /// Whether this profile's checks admit what the other one injects, given that its sidecar is granted.
    boolean admits(WorkspaceProfile other) {
        return name().equals(other.name())
                && spec.isolation().equals(other.spec.isolation())
                && spec.sudo() == other.spec.sudo();
    }

    /// The profile that is in force when none is given.
    public static WorkspaceProfile builtIn() {
        return new WorkspaceProfile(API_VERSION, KIND, new Metadata("default"), Spec.defaults());
    }

    /// What names the profile.
    public record Metadata(
            @JsonPropertyDescription(
                    "a DNS label of at most 63 characters: it stands in the webhook's path and in messages")
            String name) {

        private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

        public Metadata {
            Invalid.when(
                    name == null || !DNS_LABEL.matcher(name).matches(),
                    "name \"" + Objects.requireNonNullElse(name, "") + "\" is no DNS label",
                    "use at most 63 lower-case letters, digits and dashes");
        }
    }

    /// The settings.
    public record Spec(
            @JsonPropertyDescription(
                    "namespaces whose pods are workspaces, as in a webhook configuration; without: all")
            LabelSelector namespaceSelector,

            @JsonPropertyDescription("pods that are workspaces; {} is every pod of those namespaces")
            LabelSelector podSelector,

            @JsonPropertyDescription(
                    "what keeps root in the pod from being root on the node, in order of preference; the"
                            + " first one is taken that the pod's own fields leave room for and that some node can run")
            List<Isolation> isolation,

            @JsonPropertyDescription("whether setuid programs work in the workspace")
            Sudo sudo,

            @JsonPropertyDescription(
                    "names of the containers that developers work in; without: every regular container")
            List<String> workspaceContainers,

            @JsonPropertyDescription("the docker engine beside the workspace")
            Docker docker,

            @JsonPropertyDescription("what follows from findings, and what the administrator answers for")
            Policy policy) {

        public Spec {
            namespaceSelector = Objects.requireNonNullElse(namespaceSelector, LabelSelector.EVERYTHING);
            podSelector = Objects.requireNonNullElse(podSelector, DEFAULT_POD_SELECTOR);
            isolation = List.copyOf(Objects.requireNonNullElse(isolation, List.of(new Isolation.UserNamespace(null))));
            sudo = Objects.requireNonNullElse(sudo, Sudo.Allowed);
            workspaceContainers = List.copyOf(Objects.requireNonNullElse(workspaceContainers, List.of()));
            docker = Objects.requireNonNullElseGet(docker, Spec::defaultDocker);
            policy = Objects.requireNonNullElseGet(policy, Spec::defaultPolicy);
            Invalid.when(isolation.isEmpty(), "isolation is empty", "list UserNamespace, Sysbox or Kata");
            Invalid.when(
                    docker.engine() == Docker.Engine.RootfulInUserNamespace && !podSelector.isEmpty(),
                    "docker.engine RootfulInUserNamespace with a podSelector",
                    "such pods need Pod Security \"privileged\", which lets every pod of the namespace that the selector"
                            + " leaves out be privileged; write podSelector: {} or use Rootless");
        }

        /// Whether developers work in this container.
        public boolean isWorkspace(ContainerView container) {
            return container.kind() == ContainerKind.REGULAR
                    && (workspaceContainers.isEmpty() || workspaceContainers.contains(container.name()));
        }

        // The records fill in their own defaults; Jackson calls them with null for what a file leaves out.
        @SuppressWarnings("NullAway")
        private static Spec defaults() {
            return new Spec(null, null, null, null, null, null, null);
        }

        @SuppressWarnings("NullAway")
        private static Docker defaultDocker() {
            return new Docker(null, null, null, null, null, null, null, null, null);
        }

        @SuppressWarnings("NullAway")
        private static Policy defaultPolicy() {
            return new Policy(null, null, null);
        }
    }

    /// Whether the workspace's containers may gain privileges by setuid programs.
    public enum Sudo {
        Allowed,
        Forbidden
    }
}
