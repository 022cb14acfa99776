package dev.sudosafe.profile;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What follows from findings, and what the administrator answers for.
public record Policy(
        @JsonPropertyDescription(
                "what follows from a finding of a check that `checks` does not name, unless the check's"
                        + " own default is milder")
        Action action,

        @JsonPropertyDescription("what follows from a finding, by the check's id")
        Map<String, Action> checks,

        @JsonPropertyDescription("what is allowed beside that which is harmless by itself")
        Allow allow) {

    public Policy {
        action = Objects.requireNonNullElse(action, Action.Deny);
        checks = Map.copyOf(Objects.requireNonNullElse(checks, Map.of()));
        allow = Objects.requireNonNullElseGet(allow, Allow::nothing);
    }

    /// What follows from a check's finding: what the profile says of the check, else the milder of the profile's action
    /// and the check's own default.
    public Action actionFor(String check, Action byDefault) {
        return checks.getOrDefault(check, action.compareTo(byDefault) > 0 ? action : byDefault);
    }

    /// Additions to what the checks allow by themselves.
    public record Allow(
            @JsonPropertyDescription("capabilities that a user container may add, such as `SYS_PTRACE`")
            List<String> capabilities,

            @JsonPropertyDescription("volume types by the name of the volume's source, such as `nfs`; never `hostPath`")
            List<String> volumeTypes,

            @JsonPropertyDescription("drivers of inline CSI volumes, such as `secrets-store.csi.k8s.io`")
            List<String> csiDrivers,

            @JsonPropertyDescription(
                    "storage classes whose volumes may be host paths and local disks of the node, such as `local-path`")
            List<String> storageClasses,

            @JsonPropertyDescription("extended resources, such as `nvidia.com/gpu` or `nvidia.com/*`")
            List<String> resources,

            @JsonPropertyDescription("sysctls by name, such as `net.core.somaxconn`")
            List<String> sysctls,

            @JsonPropertyDescription("what user containers in a user namespace may have as procMount: `Unmasked`")
            List<String> procMounts,

            @JsonPropertyDescription("Localhost profiles by path below the kubelet's seccomp folder")
            List<String> seccompProfiles,

            @JsonPropertyDescription("Localhost profiles by name")
            List<String> appArmorProfiles,

            @JsonPropertyDescription("SELinux types of containers, such as one of your own policy")
            List<String> seLinuxTypes,

            @JsonPropertyDescription(
                    "annotations that steer a runtime, such as `io.kubernetes.cri-o.Devices` or `cdi.k8s.io/*`")
            List<String> annotations,

            @JsonPropertyDescription(
                    "service accounts that a workspace may run as, beside `default`, and have tokens of, such as"
                            + " `workspace-*`")
            List<String> serviceAccounts,

            @JsonPropertyDescription(
                    "audiences of projected tokens beside the API server's own, such as `sts.amazonaws.com`")
            List<String> tokenAudiences,

            @JsonPropertyDescription("how many user and group ids a pod's user namespace maps, as the kubelet's"
                    + " `userNamespaces.idsPerPod`: a multiple of 65536")
            Long idsPerPod) {

        private static final long BLOCK = 65_536;

        public Allow {
            capabilities = orNone(capabilities);
            volumeTypes = orNone(volumeTypes);
            csiDrivers = orNone(csiDrivers);
            storageClasses = orNone(storageClasses);
            resources = orNone(resources);
            sysctls = orNone(sysctls);
            procMounts = orNone(procMounts);
            seccompProfiles = orNone(seccompProfiles);
            appArmorProfiles = orNone(appArmorProfiles);
            seLinuxTypes = orNone(seLinuxTypes);
            annotations = orNone(annotations);
            serviceAccounts = orNone(serviceAccounts);
            tokenAudiences = orNone(tokenAudiences);
            idsPerPod = Objects.requireNonNullElse(idsPerPod, BLOCK);
            capabilities.forEach(Allow::requireConfined);
            Invalid.when(
                    volumeTypes.contains("hostPath"),
                    "volumeTypes cannot allow hostPath",
                    "a host path is the node's own file system; use a persistent volume claim");
            Invalid.when(
                    !Set.of("Default", "Unmasked").containsAll(procMounts),
                    "procMounts " + procMounts,
                    "the one value that can be allowed is Unmasked");
            Invalid.when(
                    idsPerPod <= 0 || idsPerPod % BLOCK != 0,
                    "idsPerPod " + idsPerPod,
                    "write the kubelet's userNamespaces.idsPerPod, a multiple of 65536");
        }

        // The record fills in its own defaults.
        @SuppressWarnings("NullAway")
        static Allow nothing() {
            return new Allow(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        }

        private static List<String> orNone(List<String> values) {
            return List.copyOf(Objects.requireNonNullElse(values, List.of()));
        }

        private static void requireConfined(String name) {
            Invalid.when(
                    Capability.of(name).isNever(),
                    "capabilities cannot allow " + name,
                    "it is void in a user namespace, and the whole node without one");
        }
    }
}
