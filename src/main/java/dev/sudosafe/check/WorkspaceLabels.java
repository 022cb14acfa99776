package dev.sudosafe.check;

import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.LabelSelector;
import java.util.List;
import java.util.function.Consumer;

/// A running workspace keeps the labels that select it: without them nobody would judge its later changes.
record WorkspaceLabels(LabelSelector podSelector) implements ChangeCheck {

    private static final CheckDoc DOC = new CheckDoc(
                    "workspace-labels",
                    "workspace labels changed",
                    List.of("metadata.labels"),
                    "any, as long as the profile's podSelector still selects the pod",
                    "would take a running workspace out of the webhook's sight",
                    "put the label back, or delete the pod and create it without")
            .with(
                    new CheckDoc.Source(
                            "Kubernetes: end users may skip a webhook with an objectSelector by setting the labels",
                            "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-objectselector"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodChange change, Consumer<Finding> found) {
        PodView after = change.after();
        boolean lost =
                change.before().map(old -> podSelector.matches(old.labels())).orElse(false)
                        && !podSelector.matches(after.labels());
        if (lost) {
            podSelector.keys().findFirst().ifPresent(key -> found.accept(finding(after, key)));
        }
    }

    private static Finding finding(PodView after, String key) {
        return DOC.finding(after.metadata().at("labels").entry(key), "the profile no longer selects the pod");
    }
}
