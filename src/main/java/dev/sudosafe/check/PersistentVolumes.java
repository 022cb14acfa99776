package dev.sudosafe.check;

import dev.sudosafe.facts.ClaimVolume;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A claim hides what its volume is: a host path or a local disk is the node's own file system again.
record PersistentVolumes(List<String> storageClasses) implements Check {

    private static final Set<String> OF_THE_NODE = Set.of("hostPath", "local");

    private static final CheckDoc DOC = new CheckDoc(
            "persistent-volumes",
            "persistent volumes on the node's disk",
            List.of("spec.volumes[*].persistentVolumeClaim.claimName", "spec.volumes[*].ephemeral"),
            "claims whose volume is neither hostPath nor local, and those of storage classes that the profile allows",
            "gives the workspace a folder of the node, with what others left in it and find there",
            "use a storage class with volumes of a network or CSI driver, or have the administrator add the class to"
                    + " policy.allow.storageClasses");

    private static final String REMOVE = "remove the volume's name, so that one is provisioned";

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (VolumeView volume : known.sidecar().userVolumes()) {
            VolumeClaim.of(volume, pod).ifPresent(claim -> inspect(claim, known.facts(), found));
            Field chosen = VolumeClaim.chosenVolume(volume);
            // A template that names its volume goes past every storage class.
            if (chosen.isSet()) {
                String subject = "ephemeral claim of %s chooses %s".formatted(volume.described(), chosen.quoted());
                found.accept(DOC.finding(chosen, subject, REMOVE));
            }
        }
    }

    private void inspect(VolumeClaim claim, ClusterFacts facts, Consumer<Finding> found) {
        switch (claim.volume(facts)) {
            case ClaimVolume.Backed(String type, String storageClass)
            when OF_THE_NODE.contains(type) && !storageClasses.contains(storageClass) ->
                found.accept(DOC.finding(claim.field(), "%s of type %s".formatted(claim.described(), type)));
            case ClaimVolume.Backed _, ClaimVolume.Unbound _, ClaimVolume.Unknown _ -> {}
        }
    }
}
