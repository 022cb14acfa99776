package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile.Sudo;
import java.util.List;
import java.util.stream.Stream;

/// setuid programs gain privileges unless the field is false: unset means true. That is sudo, which is for isolated
/// pods of a profile that allows it.
record PrivilegeEscalation(Sudo sudo, List<Isolation> isolations, SidecarGrant grant) implements Check {

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
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        boolean isolated = isolations.stream().anyMatch(isolation -> isolation.holds(pod));
        return isolated && sudo == Sudo.Allowed
                ? Stream.empty()
                : grant.userContainers(pod)
                        .filter(container -> !field(container).isFalse())
                        .map(PrivilegeEscalation::finding);
    }

    private static Finding finding(ContainerView container) {
        return DOC.finding(field(container), container.described());
    }

    private static Field field(ContainerView container) {
        return container.securityContext().at("allowPrivilegeEscalation");
    }
}
