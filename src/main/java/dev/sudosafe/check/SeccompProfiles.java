package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every user container runs under the runtime's seccomp profile or one that the administrator answers for. Nothing
/// set means unconfined, unless the kubelet has SeccompDefault, which a webhook cannot know.
record SeccompProfiles(List<String> allowed, SidecarGrant grant) implements Check {

    /// Ignored by kubelets since 1.27, honoured by older ones.
    private static final List<String> LEGACY =
            List.of("seccomp.security.alpha.kubernetes.io/", "container.seccomp.security.alpha.kubernetes.io/");

    private static final Set<String> LEGACY_SAFE = Set.of("runtime/default", "docker/default");

    private static final CheckDoc DOC = new CheckDoc(
                    "seccomp",
                    "seccomp profiles",
                    List.of(
                            "spec.securityContext.seccompProfile",
                            "spec.*containers[*].securityContext.seccompProfile",
                            "metadata.annotations[*seccomp.security.alpha.kubernetes.io/*]"),
                    "RuntimeDefault, and Localhost profiles that the profile allows; set on the pod or on every container",
                    "opens every system call of the node's kernel to the workspace",
                    "set RuntimeDefault, or have the administrator add the profile to policy.allow.seccompProfiles")
            .with(new CheckDoc.Source(
                    "CVE-2022-0185: the runtime's seccomp profile kept containers from the system call that it takes",
                    "https://nvd.nist.gov/vuln/detail/CVE-2022-0185"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        Field ofPod = pod.securityContext().at("seccompProfile");
        Stream<Finding> containers = grant.userContainers(pod).flatMap(container -> inspect(container, ofPod));
        return Stream.of(inspect(ofPod, "pod"), containers, legacy(pod)).flatMap(findings -> findings);
    }

    private Stream<Finding> inspect(ContainerView container, Field ofPod) {
        Field own = container.securityContext().at("seccompProfile");
        return own.isSet() || ofPod.isSet()
                ? inspect(own, container.described())
                : Stream.of(DOC.finding(own, container.described() + " with none"));
    }

    private Stream<Finding> inspect(Field field, String owner) {
        ConfinementProfile profile = new ConfinementProfile(field);
        return !field.isSet() || profile.isSafe(allowed)
                ? Stream.empty()
                : Stream.of(DOC.finding(profile.type(), "%s with %s".formatted(owner, profile.described())));
    }

    private static Stream<Finding> legacy(PodView pod) {
        return pod.annotations()
                .filter(annotation -> LEGACY.stream().anyMatch(annotation.key()::startsWith))
                .filter(annotation -> !LEGACY_SAFE.contains(annotation.text()))
                .map(annotation -> DOC.finding(annotation, "annotation " + annotation.quoted()));
    }
}
