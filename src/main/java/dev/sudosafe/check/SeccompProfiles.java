package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Every user container runs under the runtime's seccomp profile or one that the administrator answers for. Nothing
/// set means unconfined, unless the kubelet has SeccompDefault, which a webhook cannot know.
record SeccompProfiles(List<String> allowed) implements Check {

    /// Ignored by kubelets since 1.27, honoured by older ones.
    private static final NamePatterns LEGACY = new NamePatterns(
            List.of("seccomp.security.alpha.kubernetes.io/*", "container.seccomp.security.alpha.kubernetes.io/*"));

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
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        Field ofPod = pod.securityContext().at("seccompProfile");
        inspect(ofPod, () -> "pod", found);
        for (ContainerView container : known.sidecar().userContainers()) {
            Field own = container.securityContext().at("seccompProfile");
            if (own.isSet() || ofPod.isSet()) {
                inspect(own, container::described, found);
            } else {
                found.accept(DOC.finding(own, container.described() + " with none"));
            }
        }
        for (Field annotation : pod.annotations()) {
            if (LEGACY.match(annotation.key()) && !LEGACY_SAFE.contains(annotation.text())) {
                found.accept(DOC.finding(annotation, "annotation " + annotation.quoted()));
            }
        }
    }

    private void inspect(Field field, Supplier<String> owner, Consumer<Finding> found) {
        ConfinementProfile profile = new ConfinementProfile(field);
        if (field.isSet() && !profile.isSafe(allowed)) {
            found.accept(DOC.finding(profile.type(), "%s with %s".formatted(owner.get(), profile.described())));
        }
    }
}
