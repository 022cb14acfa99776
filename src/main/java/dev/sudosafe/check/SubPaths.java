package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.function.Consumer;

/// A subPath is resolved by the node, within what the workspace's root may write. A user namespace holds what gets
/// through; under Kata nothing does, and Kata does not support it.
record SubPaths(List<Isolation> isolations) implements Check {

    private static final List<String> FIELDS = List.of("subPath", "subPathExpr");

    private static final CheckDoc DOC = new CheckDoc(
                    "sub-paths",
                    "sub-paths under Kata",
                    List.of("spec.*containers[*].volumeMounts[*].{subPath,subPathExpr}"),
                    "undefined; anything in a pod with a user namespace",
                    "makes the node follow paths that the workspace wrote, with the node's own rights",
                    "mount the whole volume, or a volume for this path alone")
            .with(
                    new CheckDoc.Source(
                            "CVE-2021-25741: a symbolic link swapped in while a subPath is mounted reaches the node's files",
                            "https://nvd.nist.gov/vuln/detail/CVE-2021-25741"),
                    new CheckDoc.Source(
                            "Kata Containers: limitations",
                            "https://github.com/kata-containers/kata-containers/blob/main/docs/Limitations.md"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        if (isolations.stream().anyMatch(isolation -> isolation instanceof Isolation.Kata && isolation.holds(pod))) {
            pod.containers().forEach(container -> inspect(container, found));
        }
    }

    private static void inspect(ContainerView container, Consumer<Finding> found) {
        for (Field mount : container.volumeMounts()) {
            for (String name : FIELDS) {
                Field path = mount.at(name);
                if (!path.text().isEmpty()) {
                    found.accept(DOC.finding(path, "%s mounts %s".formatted(container.described(), path.quoted())));
                }
            }
        }
    }
}
