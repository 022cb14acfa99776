package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile.Sudo;
import java.util.List;
import java.util.function.Consumer;

/// setuid programs gain privileges unless the field is false: unset means true. That is sudo, which is for isolated
/// pods of a profile that allows it.
record PrivilegeEscalation(Sudo sudo, List<Isolation> isolations) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "privilege-escalation",
                    "privilege escalation without isolation or leave",
                    List.of("spec.*containers[*].securityContext.allowPrivilegeEscalation"),
                    "false; undefined and true in an isolated pod of a profile with sudo: Allowed",
                    "makes a setuid program in the workspace root of the node, unless the pod is isolated",
                    "set it to false, or have the administrator allow sudo in the profile")
            .with(new CheckDoc.Source(
                    "CVE-2019-5736: root in a container was enough to be root on the node",
                    "https://nvd.nist.gov/vuln/detail/CVE-2019-5736"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        boolean isolated = Isolation.heldBy(pod, isolations).isPresent();
        if (isolated && sudo == Sudo.Allowed) {
            return;
        }
        for (ContainerView container : known.sidecar().userContainers()) {
            Field field = container.securityContext().at("allowPrivilegeEscalation");
            if (!field.isFalse()) {
                found.accept(DOC.finding(field, container.described()));
            }
        }
    }
}
