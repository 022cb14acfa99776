package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where NVIDIA's runtime is a node's default, a variable in the pod is enough to get its GPUs, without any resource.
record GpuVariables(NamePatterns resources) implements Check {

    private static final Set<String> VARIABLES = Set.of("NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES");
    private static final Set<String> NO_DEVICE = Set.of("", "none", "void");
    private static final String GPU = "nvidia.com/gpu";

    private static final CheckDoc DOC = new CheckDoc(
                    "gpu-variables",
                    "GPUs by environment variable",
                    List.of("spec.*containers[*].env[*]"),
                    "NVIDIA_VISIBLE_DEVICES undefined, none, void; anything where the profile allows nvidia.com/gpu",
                    "puts the node's GPUs into the workspace past the scheduler and past policy.allow.resources, by a hook"
                            + " that runs as the node's root",
                    "remove it, or have the administrator add nvidia.com/gpu to policy.allow.resources")
            .with(new CheckDoc.Source(
                    "CVE-2025-23266: a variable of the container ran code as root in the NVIDIA toolkit's hook",
                    "https://nvd.nist.gov/vuln/detail/CVE-2025-23266"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return resources.match(GPU) ? Stream.empty() : pod.containers().flatMap(GpuVariables::inspect);
    }

    private static Stream<Finding> inspect(ContainerView container) {
        return container
                .at("env")
                .items()
                .filter(GpuVariables::asksForDevices)
                .map(variable -> DOC.finding(
                        variable,
                        "%s with %s"
                                .formatted(
                                        container.described(),
                                        variable.at("name").text())));
    }

    private static boolean asksForDevices(Field variable) {
        return VARIABLES.contains(variable.at("name").text())
                && (variable.has("valueFrom")
                        || !NO_DEVICE.contains(variable.at("value").text()));
    }
}
