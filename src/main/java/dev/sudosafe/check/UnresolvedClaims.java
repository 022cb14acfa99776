package dev.sudosafe.check;

import dev.sudosafe.facts.ClaimVolume;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import dev.sudosafe.profile.Action;
import java.util.List;
import java.util.function.Consumer;

/// What cannot be looked up is said, not guessed: a claim that is bound only when its pod is scheduled, or one that
/// nobody can ask the cluster about.
record UnresolvedClaims(List<String> storageClasses) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "unresolved-claims",
                    "claims of unknown volumes",
                    List.of("spec.volumes[*].persistentVolumeClaim.claimName", "spec.volumes[*].ephemeral"),
                    "claims that are bound, or whose storage class has a CSI driver; storage classes that the profile"
                            + " allows",
                    "may turn out to be a host path or a local disk of the node once it is bound",
                    "have the administrator add the storage class to policy.allow.storageClasses if its volumes are no"
                            + " host paths, or set policy.checks.unresolved-claims to Deny or Audit")
            .atMost(Action.Warn);

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (VolumeView volume : known.sidecar().userVolumes()) {
            VolumeClaim.of(volume, pod).ifPresent(claim -> inspect(claim, known.facts(), found));
        }
    }

    private void inspect(VolumeClaim claim, ClusterFacts facts, Consumer<Finding> found) {
        switch (claim.volume(facts)) {
            case ClaimVolume.Unbound(String storageClass)
            when !storageClasses.contains(storageClass) ->
                found.accept(finding(claim, "not bound yet, storage class \"%s\"".formatted(storageClass)));
            case ClaimVolume.Unknown(String why)
            when !storageClasses.contains(claim.storageClass()) -> found.accept(finding(claim, why));
            case ClaimVolume.Backed _, ClaimVolume.Unbound _, ClaimVolume.Unknown _ -> {}
        }
    }

    private static Finding finding(VolumeClaim claim, String why) {
        return DOC.finding(claim.field(), "%s: %s".formatted(claim.described(), why));
    }
}
