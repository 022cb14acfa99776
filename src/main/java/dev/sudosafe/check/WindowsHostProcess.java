package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// A HostProcess container is a process of the Windows node itself (KEP-1981).
record WindowsHostProcess() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "windows-host-process",
                    "Windows host processes",
                    List.of(
                            "spec.securityContext.windowsOptions.hostProcess",
                            "spec.*containers[*].securityContext.windowsOptions.hostProcess"),
                    "undefined, false",
                    "runs the container on the node without any container around it",
                    "remove it")
            .with(
                    new CheckDoc.Source(
                            "KEP-1981: Windows privileged containers",
                            "https://github.com/kubernetes/enhancements/tree/master/keps/sig-windows/1981-windows-privileged-container-support"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return Stream.concat(
                inspect(pod.securityContext(), "pod"),
                pod.containers().flatMap(container -> inspect(container.securityContext(), container.described())));
    }

    private static Stream<Finding> inspect(Field securityContext, String owner) {
        return Stream.of(securityContext.at("windowsOptions").at("hostProcess"))
                .filter(Field::isTrue)
                .map(field -> DOC.finding(field, owner));
    }
}
