package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodChange;
import java.util.List;
import java.util.function.Consumer;

/// A new pod that names its node goes there past the scheduler. A mirror pod must name one, and has a check
/// of its own.
record NodeNames() implements ChangeCheck {

    private static final CheckDoc DOC = new CheckDoc(
            "node-name",
            "node name on creation",
            List.of("spec.nodeName"),
            "undefined when the pod is created",
            "puts the workspace on any node, past taints, affinity and the scheduler: on one of the control plane, or one"
                    + " that cannot isolate it",
            "remove it; use nodeSelector or affinity");

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodChange change, Consumer<Finding> found) {
        Field nodeName = change.after().spec().at("nodeName");
        boolean chosen = change.isCreation() && !nodeName.text().isEmpty();
        if (chosen && !change.after().isMirror()) {
            found.accept(DOC.finding(nodeName, "node " + nodeName.quoted()));
        }
    }
}
