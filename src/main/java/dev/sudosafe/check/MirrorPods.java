package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodChange;
import java.util.List;
import java.util.function.Consumer;

/// A mirror pod stands for a static pod that its node runs anyway, so a kubelet's is only warned of; whoever else
/// writes the annotation wants to be taken for one.
record MirrorPods() implements ChangeCheck {

    private static final String ANNOTATION = "kubernetes.io/config.mirror";

    private static final CheckDoc DOC = new CheckDoc(
                    "mirror-pods",
                    "mirror pods",
                    List.of("metadata.annotations[kubernetes.io/config.mirror]"),
                    "undefined",
                    "is what a static pod looks like, which comes from a file on the node and past every admission control",
                    "remove the annotation; give workspaces a Deployment or a pod, not a manifest on the node")
            .with(new CheckDoc.Source(
                    "Kubernetes: static pods", "https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodChange change, Consumer<Finding> found) {
        Field annotation = change.after().annotation(ANNOTATION);
        if (change.isCreation() && annotation.isSet()) {
            found.accept(DOC.finding(annotation, "made by " + name(change)));
        }
    }

    private static String name(PodChange change) {
        String username = change.requester().username();
        return username.isEmpty() ? "nobody known" : '"' + username + '"';
    }
}
