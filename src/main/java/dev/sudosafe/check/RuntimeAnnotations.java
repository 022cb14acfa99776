package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Annotations by which a container runtime is told what no field of the pod says. Which of them a node heeds is its
/// own configuration, which nobody sees from here.
record RuntimeAnnotations(NamePatterns allowed) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "runtime-annotations",
                    "annotations that steer a container runtime",
                    List.of("metadata.annotations"),
                    "those outside of the runtimes' name spaces (CRI-O, CDI, NRI, Kata, gVisor, crun, runc), and what the"
                            + " profile allows",
                    "gives devices, hooks, mounts, cgroup or seccomp settings to a container past every field that is"
                            + " checked",
                    "remove it, or have the administrator add it to policy.allow.annotations")
            .with(new CheckDoc.Source(
                    "CVE-2024-3154: an annotation of the pod set systemd properties of the node in CRI-O and runc",
                    "https://nvd.nist.gov/vuln/detail/CVE-2024-3154"));

    /// Prefixes of the whole key.
    static final List<String> PREFIXES = List.of(
            "io.kubernetes.cri-o.",
            "io.kubernetes.cri.",
            "io.katacontainers.",
            "io.containerd.",
            "org.systemd.property.",
            "run.oci.",
            "dev.gvisor.",
            "module.wasm.image/");

    /// Domains, of which every subdomain counts too: what stands before the slash.
    static final List<String> DOMAINS = List.of(
            "cdi.k8s.io",
            "crio.io",
            "cri-o.io",
            "kubernetes.cri-o.io",
            "nri.io",
            "nri.containerd.io",
            "noderesource.dev");

    private static final NamePatterns KEYS =
            new NamePatterns(PREFIXES.stream().map(prefix -> prefix + "*").toList());
    private static final NamePatterns HOSTS = new NamePatterns(
            DOMAINS.stream().flatMap(domain -> Stream.of(domain, "*." + domain)).toList());

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (Field annotation : pod.annotations()) {
            if (steers(annotation.key()) && !allowed.match(annotation.key())) {
                found.accept(DOC.finding(annotation, "value " + annotation.quoted()));
            }
        }
    }

    private static boolean steers(String key) {
        int slash = key.indexOf('/');
        String domain = slash < 0 ? key : key.substring(0, slash);
        return KEYS.match(key) || HOSTS.match(domain);
    }
}
