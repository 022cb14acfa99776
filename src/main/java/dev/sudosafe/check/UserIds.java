package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

/// Ids that the pod's user namespace does not map. The API server takes them, and no kubelet starts the pod
/// (KEP-127).
record UserIds(long idsPerPod) implements Check {

    private static final List<String> OF_POD = List.of("runAsUser", "runAsGroup", "fsGroup");
    private static final List<String> OF_CONTAINER = List.of("runAsUser", "runAsGroup");

    private static final CheckDoc DOC = new CheckDoc(
                    "user-ids",
                    "user and group ids outside of the pod's user namespace",
                    List.of(
                            "spec.securityContext.{runAsUser,runAsGroup,fsGroup,supplementalGroups}",
                            "spec.*containers[*].securityContext.{runAsUser,runAsGroup}"),
                    "below policy.allow.idsPerPod (65536 by default) in a pod with hostUsers false",
                    "names an id that means nothing in the pod's user namespace, or somebody else's on the node without one",
                    "choose an id that is mapped, or raise userNamespaces.idsPerPod of the kubelet and policy.allow.idsPerPod")
            .with(new CheckDoc.Source(
                    "Kubernetes: user namespaces, limitations",
                    "https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        if (!pod.spec().at("hostUsers").isFalse()) {
            return;
        }
        Field context = pod.securityContext();
        OF_POD.forEach(name -> inspect(context.at(name), found));
        context.at("supplementalGroups").items().forEach(group -> inspect(group, found));
        for (ContainerView container : pod.containers()) {
            OF_CONTAINER.forEach(name -> inspect(container.securityContext().at(name), found));
        }
    }

    private void inspect(Field id, Consumer<Finding> found) {
        if (id.value().asLong() >= idsPerPod) {
            found.accept(DOC.finding(id, "id " + id.text()));
        }
    }
}
