package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The pod must have one of the profile's isolations when it is stored. An API server with the gate
/// UserNamespacesSupport off drops `hostUsers: false` between the mutating and the validating door (kubernetes#126484).
record IsolationPresent(List<Isolation> allowed) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "isolation",
                    "no isolation that the profile allows",
                    List.of("spec.hostUsers", "spec.runtimeClassName"),
                    "the pair of one of the profile's isolations",
                    "makes root in the workspace the node's own root",
                    "leave both fields out and let the mutating webhook set them")
            .with(
                    new CheckDoc.Source(
                            "KEP-127: vulnerabilities that a user namespace would have stopped",
                            "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/127-user-namespaces"),
                    new CheckDoc.Source(
                            "CVE-2019-5736: root in a container overwrote runc on the node",
                            "https://nvd.nist.gov/vuln/detail/CVE-2019-5736"),
                    new CheckDoc.Source(
                            "kubernetes#126484: an API server drops hostUsers in silence",
                            "https://github.com/kubernetes/kubernetes/issues/126484"));

    private static final String DROPPED =
            "the mutating webhook has set hostUsers: false and the API server has dropped it: turn on the API server's"
                    + " feature gate UserNamespacesSupport";

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        if (Isolation.heldBy(pod, allowed).isPresent()) {
            return;
        }
        Field hostUsers = pod.spec().at("hostUsers");
        Field runtimeClass = pod.spec().at("runtimeClassName");
        Field culprit = runtimeClass.isSet() && !hostUsers.isTrue() ? runtimeClass : hostUsers;
        String subject = "hostUsers %s, runtimeClassName %s; the profile allows %s"
                .formatted(described(hostUsers), described(runtimeClass), kinds());
        found.accept(dropped(pod, hostUsers) ? DOC.finding(culprit, subject, DROPPED) : DOC.finding(culprit, subject));
    }

    /// The mark is written together with the field, by the same patch.
    private boolean dropped(PodView pod, Field hostUsers) {
        String mark = pod.annotation(InjectionMark.ISOLATION).text();
        return !hostUsers.isSet()
                && allowed.stream()
                        .filter(Isolation::userNamespace)
                        .anyMatch(isolation -> isolation.kind().equals(mark));
    }

    private static String described(Field field) {
        return field.isSet() ? field.quoted() : "unset";
    }

    private String kinds() {
        return allowed.stream().map(Isolation::kind).distinct().collect(Collectors.joining(", "));
    }
}
