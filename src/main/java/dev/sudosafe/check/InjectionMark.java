package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

/// The mutating door writes on the pod what it decided. A new pod without the mark has missed its injection, as the
/// mutating webhook fails open; one with another profile's name is selected by two profiles. The mark grants nothing.
public record InjectionMark(String profile) implements ChangeCheck {

    /// The annotation that names the profile which injected.
    public static final String PROFILE = "sudosafe.dev/profile";

    /// The annotation that names the isolation which was chosen.
    public static final String ISOLATION = "sudosafe.dev/isolation";

    private static final List<String> MARKS = List.of(PROFILE, ISOLATION);

    private static final CheckDoc DOC = new CheckDoc(
            "injection-mark",
            "injection mark",
            List.of("metadata.annotations[sudosafe.dev/profile]", "metadata.annotations[sudosafe.dev/isolation]"),
            "what the mutating webhook writes; unchanged from then on",
            "tells a workspace that missed its injection, or that two profiles select, from one that is complete",
            "leave the annotations sudosafe.dev/* to the webhook");

    private static final String MISSED = "create the pod again once the mutating webhook answers";
    private static final String TWO = "change the profiles' selectors so that one of them selects the pod";

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodChange change, Consumer<Finding> found) {
        PodView after = change.after();
        change.before().ifPresentOrElse(old -> onUpdate(old, after, found), () -> onCreate(after, found));
    }

    /// Whether another profile has injected into the pod.
    public boolean isForeign(PodView pod) {
        Field mark = pod.annotation(PROFILE);
        return mark.isSet() && !mark.text().equals(profile);
    }

    private void onCreate(PodView pod, Consumer<Finding> found) {
        Field mark = pod.annotation(PROFILE);
        if (isForeign(pod)) {
            String both = "profile %s, which selects the pod beside \"%s\"".formatted(mark.quoted(), profile);
            found.accept(DOC.finding(mark, both, TWO));
        } else if (!mark.isSet()) {
            found.accept(DOC.finding(mark, "none: the pod missed its injection", MISSED));
        }
    }

    private static void onUpdate(PodView before, PodView after, Consumer<Finding> found) {
        for (String key : MARKS) {
            Field mark = after.annotation(key);
            if (!before.annotation(key).text().equals(mark.text())) {
                found.accept(DOC.finding(mark, "changed to " + mark.quoted()));
            }
        }
    }
}
