package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of a PersistentVolume.
///
/// @param type the name of its source, such as `csi`; whatever is no setting is taken for one
/// @param storageClass empty for none
/// @param claim that it is bound or promised to, as `namespace/name`
/// @param spent whether its claim is gone and no other gets it as it is
record Volume(String type, String storageClass, @Nullable String claim, boolean spent) {

    /// Members of a PersistentVolumeSpec that are no source (Kubernetes 1.37).
    static final Set<String> SETTINGS = Set.of(
            "accessModes",
            "capacity",
            "claimRef",
            "mountOptions",
            "nodeAffinity",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "volumeAttributesClassName",
            "volumeMode");

    /// The API server allows one source; were there a setting that we do not know, these would still be told.
    private static final List<String> FOREMOST = List.of("hostPath", "local", "csi");

    private static final Set<String> ON_THE_NODE = Set.of("hostPath", "local");

    static Volume read(GenericKubernetesResource volume) {
        String storageClass = Fields.storageClass(volume);
        String phase = Fields.text(volume, "status", "phase");
        return new Volume(
                type(volume),
                storageClass == null ? "" : storageClass,
                claim(volume),
                "Released".equals(phase) || "Failed".equals(phase));
    }

    boolean isOnTheNode() {
        return ON_THE_NODE.contains(type);
    }

    /// Whether a claim of this class that is not bound may get it. Size, access modes and selectors are not looked
    /// at: rather one volume too many than one too few.
    boolean isFreeFor(String storageClass) {
        return claim == null && !spent && this.storageClass.equals(storageClass);
    }

    boolean isPromisedTo(String claim) {
        return claim.equals(this.claim) && !spent;
    }

    private static String type(GenericKubernetesResource volume) {
        if (!(volume.<@Nullable Object>get("spec") instanceof Map<?, ?> spec)) {
            return "";
        }
        return spec.entrySet().stream()
                .filter(member -> member.getValue() != null)
                .map(member -> String.valueOf(member.getKey()))
                .filter(member -> !SETTINGS.contains(member))
                .min(Comparator.comparingInt(Volume::rank).thenComparing(Comparator.naturalOrder()))
                .orElse("")
                .intern();
    }

    private static int rank(String source) {
        return FOREMOST.contains(source) ? FOREMOST.indexOf(source) : FOREMOST.size();
    }

    private static @Nullable String claim(GenericKubernetesResource volume) {
        String name = Fields.text(volume, "spec", "claimRef", "name");
        return name == null ? null : Fields.text(volume, "spec", "claimRef", "namespace") + "/" + name;
    }
}
