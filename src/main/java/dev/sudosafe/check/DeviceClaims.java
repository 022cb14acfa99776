package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

/// Dynamic resource allocation (KEP-4381): a driver puts devices and mounts of its choice into the container. Which
/// ones does not stand in the pod.
record DeviceClaims() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "device-claims",
                    "device claims",
                    List.of("spec.resourceClaims"),
                    "undefined",
                    "gives the workspace devices and mounts of the node that its driver chooses, with admin access even those that"
                            + " others use",
                    "remove it, or have the administrator set policy.checks.device-claims to Warn where the cluster's device"
                            + " classes are safe")
            .with(new CheckDoc.Source(
                    "KEP-5018: admin access to devices that are in use",
                    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-auth/5018-dra-adminaccess"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (Field claim : pod.spec().at("resourceClaims").items()) {
            found.accept(DOC.finding(claim, "claim " + claim.at("name").quoted()));
        }
    }
}
