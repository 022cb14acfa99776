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
        return claimName.isSet()
                ? Optional.of(new VolumeClaim(claimName, volume, namespace))
                : Optional.of(template(volume))
                        .filter(Field::isSet)
                        .map(template -> new VolumeClaim(storageClass(template), volume, namespace));
    }

    /// The volume that an ephemeral claim's template chooses by name, past all classes.
    static Field chosenVolume(VolumeView volume) {
        return template(volume).at("spec").at("volumeName");
    }

    ClaimVolume volume(ClusterFacts facts) {
        return isEphemeral()
                ? facts.claims().ofClass(Optional.of(field).filter(Field::isSet).map(Field::text))
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
        return volume.at("ephemeral").at("volumeClaimTemplate");
    }

    /// The annotation is older than the field, and Kubernetes still asks it first (k8s.io/component-helpers,
    /// storage/volume).
    private static Field storageClass(Field template) {
        Field annotation = template.at("metadata").at("annotations").entry("volume.beta.kubernetes.io/storage-class");
        return annotation.isSet() ? annotation : template.at("spec").at("storageClassName");
    }
}
