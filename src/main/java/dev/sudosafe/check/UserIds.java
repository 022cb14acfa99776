package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// Ids that the pod's user namespace does not map. The API server takes them, and no kubelet starts the pod
/// (KEP-127).
record UserIds(long idsPerPod) implements Check {

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
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        Field context = pod.securityContext();
        Stream<Field> ofPod = Stream.of("runAsUser", "runAsGroup", "fsGroup").map(context::at);
        Stream<Field> groups = context.at("supplementalGroups").items();
        Stream<Field> ofContainers = pod.containers()
                .flatMap(container -> Stream.of("runAsUser", "runAsGroup").map(container.securityContext()::at));
        return pod.spec().at("hostUsers").isFalse()
                ? Stream.of(ofPod, groups, ofContainers)
                        .flatMap(fields -> fields)
                        .filter(id -> id.value().asLong() >= idsPerPod)
                        .map(id -> DOC.finding(id, "id " + id.text()))
                : Stream.empty();
    }
}
