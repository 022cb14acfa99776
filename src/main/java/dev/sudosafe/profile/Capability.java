package dev.sudosafe.profile;

import java.util.Locale;
import java.util.Set;

/// A Linux capability.
///
/// @param name in capitals and without prefix, such as `SYS_PTRACE`
public record Capability(String name) {

    private static final String PREFIX = "CAP_";

    /// What a container has when it names none (containerd's and CRI-O's lists together).
    private static final Set<String> BY_DEFAULT = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    /// What the kernel asks of its first user namespace only (capabilities(7), user_namespaces(7)): void in a
    /// workspace,
    /// and the node itself where the workspace is not isolated after all. `ALL` contains them.
    private static final Set<String> NEVER = Set.of(
            "ALL",
            "AUDIT_CONTROL",
            "AUDIT_READ",
            "BLOCK_SUSPEND",
            "BPF",
            "MAC_ADMIN",
            "MAC_OVERRIDE",
            "PERFMON",
            "SYSLOG",
            "SYS_BOOT",
            "SYS_MODULE",
            "SYS_PACCT",
            "SYS_RAWIO",
            "SYS_TIME",
            "SYS_TTY_CONFIG",
            "WAKE_ALARM");

    /// The names of those that no profile can allow.
    public static Set<String> never() {
        return NEVER;
    }

    /// Reads it as runtimes do: they ignore the case, and CRI-O the prefix.
    public static Capability of(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return new Capability(upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper);
    }

    /// Whether a container has it anyway, so that adding it back after `drop: [ALL]` is no matter.
    public boolean isDefault() {
        return BY_DEFAULT.contains(name);
    }

    /// Whether no profile can allow it.
    public boolean isNever() {
        return NEVER.contains(name);
    }
}
