package dev.sudosafe.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What follows from findings, and what the administrator answers for.
///
/// @param action for every check that `checks` does not name; default Deny
/// @param checks per check id
public record Policy(Action action, Map<String, Action> checks, Allow allow) {

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
    ///
    /// @param capabilities that a user container may add, such as `SYS_PTRACE`
    /// @param volumeTypes by the name of the volume's source, such as `nfs`; never `hostPath`
    /// @param csiDrivers of inline CSI volumes, such as `secrets-store.csi.k8s.io`
    /// @param storageClasses whose volumes may be host paths and local disks of the node, such as `local-path`
    /// @param resources extended resources, such as `nvidia.com/gpu` or `nvidia.com/*`
    /// @param sysctls by name, such as `net.core.somaxconn`
    /// @param procMounts of user containers in a user namespace: `Unmasked`
    /// @param seccompProfiles Localhost profiles by path below the kubelet's seccomp folder
    /// @param appArmorProfiles Localhost profiles by name
    /// @param seLinuxTypes such as `spc_t`
    /// @param annotations that steer a runtime, such as `io.kubernetes.cri-o.Devices` or `cdi.k8s.io/*`
    /// @param serviceAccounts that a workspace may run as, beside `default`, and have tokens of
    /// @param tokenAudiences of projected tokens beside the API server's own, such as `sts.amazonaws.com`
    /// @param idsPerPod how many user and group ids a pod's user namespace maps, as the kubelet's
    ///     `userNamespaces.idsPerPod`: a multiple of 65536; default 65536
    public record Allow(
            List<String> capabilities,
            List<String> volumeTypes,
            List<String> csiDrivers,
            List<String> storageClasses,
            List<String> resources,
            List<String> sysctls,
            List<String> procMounts,
            List<String> seccompProfiles,
            List<String> appArmorProfiles,
            List<String> seLinuxTypes,
            List<String> annotations,
            List<String> serviceAccounts,
            List<String> tokenAudiences,
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
