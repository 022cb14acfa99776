package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.PosixPath;
import java.util.List;
import java.util.stream.Stream;

/// A volume over /proc stands where the runtime writes the container's security labels and masks its files.
record MountPaths() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "mount-paths",
                    "volumes mounted over /proc",
                    List.of("spec.*containers[*].volumeMounts[*].mountPath"),
                    "any path outside of /proc",
                    "lets the workspace's own files answer the runtime while it confines the container",
                    "mount the volume at another path")
            .with(
                    new CheckDoc.Source(
                            "CVE-2019-19921 and CVE-2023-27561: a volume over /proc voids AppArmor and SELinux in runc",
                            "https://nvd.nist.gov/vuln/detail/CVE-2023-27561"),
                    new CheckDoc.Source(
                            "CVE-2025-31133 and CVE-2025-52881: masked paths redirected while runc mounts",
                            "https://nvd.nist.gov/vuln/detail/CVE-2025-52881"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return pod.containers()
                .flatMap(container -> container
                        .volumeMounts()
                        .map(mount -> mount.at("mountPath"))
                        .filter(MountPaths::isInProc)
                        .map(path -> DOC.finding(path, "%s at %s".formatted(container.described(), path.quoted()))));
    }

    private static boolean isInProc(Field path) {
        return new PosixPath(path.text()).isWithin("/proc");
    }
}
