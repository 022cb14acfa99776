package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

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
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        Field name = pod.spec().at("priorityClassName");
        if (name.text().startsWith(OF_THE_SYSTEM)) {
            found.accept(DOC.finding(name, name.quoted()));
        }
    }
}
