package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The control plane's nodes keep workspaces away by taints. Other tolerations are free: they choose among nodes that
/// all may run workspaces, and DefaultTolerationSeconds adds some to every pod.
record Tolerations() implements Check {

    private static final Set<String> CONTROL_PLANE =
            Set.of("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master");

    private static final CheckDoc DOC = new CheckDoc(
            "tolerations",
            "tolerations of the control plane",
            List.of("spec.tolerations"),
            "any that name a taint other than node-role.kubernetes.io/control-plane and master",
            "lets the workspace run beside the cluster's keys: etcd, the API server, their certificates",
            "remove it, or name the one taint that is meant");

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (Field toleration : pod.spec().at("tolerations").items()) {
            if (isTooMuch(toleration)) {
                found.accept(finding(toleration));
            }
        }
    }

    /// An empty key tolerates every taint. PreferNoSchedule keeps nobody away.
    private static boolean isTooMuch(Field toleration) {
        String key = toleration.at("key").text();
        return (key.isEmpty() || CONTROL_PLANE.contains(key))
                && !toleration.at("effect").text().equals("PreferNoSchedule");
    }

    private static Finding finding(Field toleration) {
        Field key = toleration.at("key");
        return DOC.finding(toleration, key.text().isEmpty() ? "of every taint" : "of " + key.quoted());
    }
}
