package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Volume sources by allow-list, since Kubernetes adds new ones: those of Pod Security `restricted` less inline CSI,
/// whose driver may mount what it likes. hostPath has its own check.
record VolumeTypes(List<String> allowed, List<String> csiDrivers) implements Check {

    private static final Set<String> SAFE = Set.of(
            "configMap",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");

    private static final String OWN_CHECK = "hostPath";

    private static final CheckDoc DOC = new CheckDoc(
                    "volume-types",
                    "volume types",
                    List.of("spec.volumes[*]"),
                    "configMap, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret, and what the"
                            + " profile allows",
                    "lets the pod's author mount with the node's credentials, or what a driver makes of it",
                    "use a persistent volume claim, or have the administrator add the type to policy.allow.volumeTypes, of an inline CSI"
                            + " volume the driver to policy.allow.csiDrivers")
            .with(
                    new CheckDoc.Source(
                            "CVE-2024-10220: a gitRepo volume ran the repository's hooks on the node",
                            "https://nvd.nist.gov/vuln/detail/CVE-2024-10220"),
                    new CheckDoc.Source(
                            "CVE-2025-1767: a gitRepo volume cloned other pods' repositories",
                            "https://nvd.nist.gov/vuln/detail/CVE-2025-1767"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (VolumeView volume : pod.volumes()) {
            for (Field source : volume.sources()) {
                if (isForeign(source)) {
                    String subject = "%s of type %s".formatted(volume.described(), source.key());
                    found.accept(DOC.finding(source, subject));
                }
            }
        }
    }

    private boolean isForeign(Field source) {
        return !SAFE.contains(source.key())
                && !source.key().equals(OWN_CHECK)
                && !allowed.contains(source.key())
                && !isAllowedDriver(source);
    }

    private boolean isAllowedDriver(Field source) {
        return source.key().equals("csi")
                && csiDrivers.contains(source.at("driver").text());
    }
}
