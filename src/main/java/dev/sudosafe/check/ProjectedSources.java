package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What a projected volume puts together, by allow-list, since Kubernetes adds new sources. Tokens have their own
/// check.
record ProjectedSources(List<String> allowed) implements Check {

    private static final Set<String> SAFE =
            Set.of("clusterTrustBundle", "configMap", "downwardAPI", "secret", "serviceAccountToken");

    private static final CheckDoc DOC = new CheckDoc(
                    "projected-sources",
                    "projected sources",
                    List.of("spec.volumes[*].projected.sources[*]"),
                    "clusterTrustBundle, configMap, downwardAPI, secret, serviceAccountToken, and what the profile allows",
                    "may hand out an identity of the cluster, as podCertificate does with client certificates of any signer"
                            + " (KEP-4317)",
                    "remove it, or have the administrator add its name to policy.allow.volumeTypes")
            .with(new CheckDoc.Source(
                    "KEP-4317: pod certificates",
                    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-auth/4317-pod-certificates"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (VolumeView volume : pod.volumes()) {
            for (Field sources : volume.at("projected").at("sources").items()) {
                inspect(volume, sources, found);
            }
        }
    }

    private void inspect(VolumeView volume, Field sources, Consumer<Finding> found) {
        for (Field source : sources.members()) {
            if (!SAFE.contains(source.key()) && !allowed.contains(source.key())) {
                found.accept(DOC.finding(source, "%s with %s".formatted(volume.described(), source.key())));
            }
        }
    }
}
