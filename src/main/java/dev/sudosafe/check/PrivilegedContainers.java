package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// A privileged container has every capability, the node's devices and no masked paths; a user namespace takes away
/// only a part of that, and breaks its cgroups besides.
record PrivilegedContainers() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "privileged-containers",
                    "privileged containers",
                    List.of("spec.*containers[*].securityContext.privileged"),
                    "undefined, false",
                    "gives the workspace the node's devices and every capability",
                    "remove it; a workspace has sudo and docker without")
            .with(new CheckDoc.Source(
                    "Understanding Docker container escapes: a privileged container and a cgroup release_agent",
                    "https://blog.trailofbits.com/2019/07/19/understanding-docker-container-escapes/"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return pod.containers()
                .filter(container ->
                        container.securityContext().at("privileged").isTrue())
                .map(PrivilegedContainers::finding);
    }

    private static Finding finding(ContainerView container) {
        return DOC.finding(container.securityContext().at("privileged"), container.described());
    }
}
