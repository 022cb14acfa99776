package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// Where the node has AppArmor, the runtime's profile applies unless the pod says otherwise, in a field (KEP-24) or in
/// the annotation of old.
record AppArmorProfiles(List<String> allowed, SidecarGrant grant) implements Check {

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
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        Stream<Finding> ofPod = inspect(pod.securityContext(), "pod");
        // The grant last, as few containers have a profile and every pod has a sidecar to compare.
        Stream<Finding> ofContainers = pod.containers()
                .filter(container -> container.securityContext().has("appArmorProfile"))
                .filter(container -> !grant.covers(container, pod))
                .flatMap(container -> inspect(container.securityContext(), container.described()));
        Stream<Finding> annotations = pod.annotations()
                .filter(annotation -> annotation.key().startsWith(ANNOTATION))
                .filter(annotation -> !isSafeAnnotation(annotation.text()) && !isOfSidecar(annotation, pod))
                .map(annotation -> DOC.finding(annotation, "annotation " + annotation.quoted()));
        return Stream.of(ofPod, ofContainers, annotations).flatMap(findings -> findings);
    }

    private Stream<Finding> inspect(Field securityContext, String owner) {
        Field field = securityContext.at("appArmorProfile");
        ConfinementProfile profile = new ConfinementProfile(field);
        return !field.isSet() || profile.isSafe(allowed)
                ? Stream.empty()
                : Stream.of(DOC.finding(profile.type(), "%s with %s".formatted(owner, profile.described())));
    }

    private boolean isSafeAnnotation(String value) {
        return value.isEmpty()
                || value.equals("runtime/default")
                || (value.startsWith(LOCALHOST) && allowed.contains(value.substring(LOCALHOST.length())));
    }

    /// Whether it repeats the field of the sidecar, as older API servers make it do.
    private boolean isOfSidecar(Field annotation, PodView pod) {
        return pod.containers()
                .filter(container -> annotation.key().equals(ANNOTATION + container.name()))
                .filter(container -> grant.covers(container, pod))
                .map(container -> container.securityContext().at("appArmorProfile"))
                .anyMatch(profile -> profile.isSet()
                        && annotation
                                .text()
                                .equals(LOCALHOST
                                        + profile.at("localhostProfile").text()));
    }
}
