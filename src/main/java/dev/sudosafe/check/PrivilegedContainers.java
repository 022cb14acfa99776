package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

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
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (ContainerView container : pod.containers()) {
            Field privileged = container.securityContext().at("privileged");
            if (privileged.isTrue()) {
                found.accept(DOC.finding(privileged, container.described()));
            }
        }
    }
}
