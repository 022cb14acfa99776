package dev.sudosafe.conformance;

import java.util.Arrays;
import java.util.Optional;

/// A control of Pod Security, and our check of the same field.
enum Control {
    APP_ARMOR_PROFILE("apparmorprofile", "forbidden AppArmor profiles?", "app-armor"),
    CAPABILITIES("capabilities_baseline", "non-default capabilities", "capabilities"),
    HOST_NAMESPACES("hostnamespaces", "host namespaces", "host-namespaces"),
    HOST_PATH_VOLUMES("hostpathvolumes", "hostPath volumes", "host-path-volumes"),
    HOST_PORTS("hostports", "hostPort", "host-ports"),
    HOST_PROBES("hostprobesandhostlifecycle", "probe or lifecycle host", "probe-hosts"),
    PRIVILEGED("privileged", "privileged", "privileged-containers"),
    PROC_MOUNT("procmount", "procMount", "proc-mount"),
    SECCOMP_PROFILE("seccompprofile_baseline", "seccompProfile", "seccomp"),
    SE_LINUX_OPTIONS("selinuxoptions", "seLinuxOptions", "se-linux-options"),
    SYSCTLS("sysctls", "forbidden sysctls", "sysctls"),
    WINDOWS_HOST_PROCESS("windowshostprocess", "hostProcess", "windows-host-process");

    private final String fixtures;
    private final String reason;
    private final String check;

    /// @param fixtures how the names of its fixtures begin
    /// @param reason what an API server says, as a pattern
    Control(String fixtures, String reason, String check) {
        this.fixtures = fixtures;
        this.reason = reason;
        this.check = check;
    }

    String fixtures() {
        return fixtures;
    }

    String check() {
        return check;
    }

    /// The control of a fixture's name without its number; of `restricted` and of the minimal pods there is none.
    static Optional<Control> ofFixtures(String prefix) {
        return Arrays.stream(values())
                .filter(control -> control.fixtures.equals(prefix))
                .findFirst();
    }

    /// @param reason the start of a violation as an API server words it, such as `host namespaces`
    static Optional<Control> ofReason(String reason) {
        return Arrays.stream(values())
                .filter(control -> reason.matches(control.reason))
                .findFirst();
    }
}
