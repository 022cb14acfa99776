package dev.sudosafe.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What follows from findings, and what the administrator answers for.
///
/// @param action for every check that `checks` does not name; default Deny
/// @param checks per check id
public record Policy(Action action, Map<String, Action> checks, Allow allow) {

    public Policy {
        action = Objects.requireNonNullElse(action, Action.Deny);
        checks = Map.copyOf(Objects.requireNonNullElse(checks, Map.of()));
        allow = Objects.requireNonNullElseGet(allow, () -> new Allow(List.of(), List.of(), List.of(), List.of()));
    }

    /// What follows from a check's finding: what the profile says of the check, else the milder of the profile's action
    /// and the check's own default.
    public Action actionFor(String check, Action byDefault) {
        return checks.getOrDefault(check, action.compareTo(byDefault) > 0 ? action : byDefault);
    }

    /// Additions to what the checks allow by themselves.
    ///
    /// @param capabilities that a user container may add, such as `SYS_PTRACE`
    /// @param volumeTypes by the name of the volume's source, such as `nfs`
    /// @param seccompProfiles Localhost profiles by path below the kubelet's seccomp folder
    /// @param appArmorProfiles Localhost profiles by name
    public record Allow(
            List<String> capabilities,
            List<String> volumeTypes,
            List<String> seccompProfiles,
            List<String> appArmorProfiles) {

        public Allow {
            capabilities = orNone(capabilities);
            volumeTypes = orNone(volumeTypes);
            seccompProfiles = orNone(seccompProfiles);
            appArmorProfiles = orNone(appArmorProfiles);
            Invalid.when(
                    volumeTypes.contains("hostPath"),
                    "volumeTypes cannot allow hostPath",
                    "a host path is the node's own file system; use a persistent volume claim");
        }

        private static List<String> orNone(List<String> values) {
            return List.copyOf(Objects.requireNonNullElse(values, List.of()));
        }
    }
}
