package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.facts.NodeSupport;
import dev.sudosafe.facts.Obstacle;
import dev.sudosafe.placement.Placement;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The kubelet refuses a pod whose isolation it cannot run, time and again, in events that few people read. What nobody
/// knows of the nodes is no finding, and neither is a pod that has its node already.
record IsolationSupport(List<Isolation> allowed, Placement placement) implements Check {

    private static final int REASONS = 5;

    private static final CheckDoc DOC = new CheckDoc(
                    "isolation-support",
                    "isolation that no node can run",
                    List.of("spec.hostUsers", "spec.runtimeClassName", "spec.nodeSelector", "spec.tolerations"),
                    "an isolation that at least one node can run, among those that the pod's nodeSelector and tolerations"
                            + " leave; any, while nothing is known of the nodes",
                    "leaves the pod in ContainerCreating or Pending for good; it is no danger to the node",
                    "see what each node can run with sudosafe facts; where nodes come as pods need them, have the"
                            + " administrator set policy.checks.isolation-support to Warn")
            .with(new CheckDoc.Source(
                    "Kubernetes: what nodes need for user namespaces",
                    "https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        if (pod.spec().at("nodeName").text().isEmpty()) {
            Isolation.heldBy(pod, allowed).ifPresent(isolation -> inspect(pod, isolation, known.facts(), found));
        }
    }

    private void inspect(PodView pod, Isolation isolation, ClusterFacts facts, Consumer<Finding> found) {
        if (placement.ofStored(pod, isolation, facts.nodes()) instanceof NodeSupport.Nowhere(var obstacles)) {
            found.accept(DOC.finding(field(pod), isolation.kind() + "; " + described(obstacles)));
        }
    }

    private static Field field(PodView pod) {
        Field runtimeClass = pod.spec().at("runtimeClassName");
        return runtimeClass.isSet() ? runtimeClass : pod.spec().at("hostUsers");
    }

    private static String described(List<Obstacle> obstacles) {
        String first = obstacles.stream().limit(REASONS).map(Obstacle::toString).collect(Collectors.joining("; "));
        int rest = obstacles.size() - REASONS;
        return rest > 0 ? "%s; and %d more reasons".formatted(first, rest) : first;
    }
}
