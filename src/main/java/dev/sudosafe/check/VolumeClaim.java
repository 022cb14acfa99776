package dev.sudosafe.check;

import dev.sudosafe.facts.ClaimVolume;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import java.util.Optional;

/// The claim behind a volume: one that exists by itself, or the template of one that will live as long as the pod.
///
/// @param field what a finding points at
record VolumeClaim(Field field, VolumeView owner, String namespace) {

    static Optional<VolumeClaim> of(VolumeView volume, PodView pod) {
        String namespace = pod.metadata().at("namespace").text();
        Field claimName = volume.at("persistentVolumeClaim").at("claimName");
        Field template = template(volume);
        return claimName.isSet()
                ? Optional.of(new VolumeClaim(claimName, volume, namespace))
                : Optional.of(template)
                        .filter(Field::isSet)
                        .map(spec -> new VolumeClaim(spec.at("storageClassName"), volume, namespace));
    }

    /// The volume that an ephemeral claim's template chooses by name, past all classes.
    static Field chosenVolume(VolumeView volume) {
        return template(volume).at("volumeName");
    }

    ClaimVolume volume(ClusterFacts facts) {
        return isEphemeral()
                ? facts.claims().ofClass(field.text())
                : facts.claims().find(namespace, field.text());
    }

    /// The storage class, where it stands in the pod.
    String storageClass() {
        return isEphemeral() ? field.text() : "";
    }

    String described() {
        return isEphemeral()
                ? "ephemeral claim of %s".formatted(owner.described())
                : "claim %s of %s".formatted(field.quoted(), owner.described());
    }

    private boolean isEphemeral() {
        return owner.at("ephemeral").isSet();
    }

    private static Field template(VolumeView volume) {
        return volume.at("ephemeral").at("volumeClaimTemplate").at("spec");
    }
}
