package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Kernel settings of the pod by allow-list: those that Kubernetes calls safe, as of Pod Security 1.32.
record Sysctls(List<String> allowed) implements Check {

    private static final Set<String> SAFE = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_notsent_lowat",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_slow_start_after_idle",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_wmem");

    private static final CheckDoc DOC = new CheckDoc(
                    "sysctls",
                    "sysctls",
                    List.of("spec.securityContext.sysctls[*].name"),
                    "those that Kubernetes calls safe, and what the profile allows",
                    "changes a setting of the kernel that other pods or the node share, or that ends in a program run as the"
                            + " node's root, as kernel.core_pattern does",
                    "remove it, or have the administrator add it to policy.allow.sysctls")
            .with(new CheckDoc.Source(
                    "CVE-2022-0811: CRI-O set any sysctl that stood in another one's value, and so kernel.core_pattern",
                    "https://nvd.nist.gov/vuln/detail/CVE-2022-0811"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (Field sysctl : pod.securityContext().at("sysctls").items()) {
            Field name = sysctl.at("name");
            if (!SAFE.contains(name.text()) && !allowed.contains(name.text())) {
                found.accept(DOC.finding(name, "sysctl " + name.quoted()));
            }
        }
    }
}
