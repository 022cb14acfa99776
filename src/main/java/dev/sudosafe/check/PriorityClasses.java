package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// The classes of the system's own pods. Others are free: a cluster may give every pod one by default.
record PriorityClasses() implements Check {

    private static final String OF_THE_SYSTEM = "system-";

    private static final CheckDoc DOC = new CheckDoc(
                    "priority-classes",
                    "priority classes of the system",
                    List.of("spec.priorityClassName"),
                    "any but system-cluster-critical and system-node-critical",
                    "lets the workspace evict what the node and the cluster need, and spares it when memory ends",
                    "use another priority class")
            .with(new CheckDoc.Source(
                    "Kubernetes: pod priority can be abused by users that are not trusted",
                    "https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return Stream.of(pod.spec().at("priorityClassName"))
                .filter(name -> name.text().startsWith(OF_THE_SYSTEM))
                .map(name -> DOC.finding(name, name.quoted()));
    }
}
