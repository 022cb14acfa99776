package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.PosixPath;
import java.util.List;
import java.util.stream.Stream;

/// A working directory below /proc is a file descriptor of the runtime that starts the container.
record WorkingDirectories() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "working-directories",
                    "working directories in /proc",
                    List.of("spec.*containers[*].workingDir"),
                    "undefined, any path outside of /proc",
                    "starts the container in a folder of the node that the runtime has open",
                    "choose another folder")
            .with(new CheckDoc.Source(
                    "CVE-2024-21626: runc left the node's /sys/fs/cgroup open, as /proc/self/fd/8",
                    "https://nvd.nist.gov/vuln/detail/CVE-2024-21626"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return pod.containers()
                .flatMap(container -> Stream.of(container.at("workingDir"))
                        .filter(WorkingDirectories::isInProc)
                        .map(path -> DOC.finding(path, "%s in %s".formatted(container.described(), path.quoted()))));
    }

    private static boolean isInProc(Field path) {
        return new PosixPath(path.text()).isWithin("/proc");
    }
}
