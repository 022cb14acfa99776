package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where the node has AppArmor, the runtime's profile applies unless the pod says otherwise, in a field (KEP-24) or in
/// the annotation of old.
record AppArmorProfiles(List<String> allowed) implements Check {

    private static final String ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
    private static final String LOCALHOST = "localhost/";

    private static final CheckDoc DOC = new CheckDoc(
                    "app-armor",
                    "AppArmor profiles",
                    List.of(
                            "spec.securityContext.appArmorProfile",
                            "spec.*containers[*].securityContext.appArmorProfile",
                            "metadata.annotations[container.apparmor.security.beta.kubernetes.io/*]"),
                    "undefined, RuntimeDefault, and Localhost profiles that the profile allows",
                    "takes away the node's mandatory access control",
                    "remove it, or have the administrator add the profile to policy.allow.appArmorProfiles")
            .with(new CheckDoc.Source(
                    "CVE-2022-0492: cgroup release_agent, which AppArmor, SELinux or seccomp each stop",
                    "https://nvd.nist.gov/vuln/detail/CVE-2022-0492"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        inspect(pod.securityContext(), () -> "pod", found);
        for (ContainerView container : known.sidecar().userContainers()) {
            inspect(container.securityContext(), container::described, found);
        }
        for (Field annotation : pod.annotations()) {
            if (annotation.key().startsWith(ANNOTATION)
                    && !isSafeAnnotation(annotation.text())
                    && !isOfSidecar(annotation, pod, known.sidecar())) {
                found.accept(DOC.finding(annotation, "annotation " + annotation.quoted()));
            }
        }
    }

    private void inspect(Field securityContext, Supplier<String> owner, Consumer<Finding> found) {
        Field field = securityContext.at("appArmorProfile");
        ConfinementProfile profile = new ConfinementProfile(field);
        if (field.isSet() && !profile.isSafe(allowed)) {
            found.accept(DOC.finding(profile.type(), "%s with %s".formatted(owner.get(), profile.described())));
        }
    }

    private boolean isSafeAnnotation(String value) {
        return value.isEmpty()
                || value.equals("runtime/default")
                || (value.startsWith(LOCALHOST) && allowed.contains(value.substring(LOCALHOST.length())));
    }

    /// Whether it repeats the field of the sidecar, as older API servers make it do.
    private static boolean isOfSidecar(Field annotation, PodView pod, SidecarGrant sidecar) {
        return pod.containers().stream()
                .filter(container -> annotation.key().equals(ANNOTATION + container.name()))
                .filter(container -> sidecar.covers(container))
                .map(container -> container.securityContext().at("appArmorProfile"))
                .anyMatch(profile -> profile.isSet()
                        && annotation
                                .text()
                                .equals(LOCALHOST
                                        + profile.at("localhostProfile").text()));
    }
}
