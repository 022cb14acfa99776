package dev.sudosafe.injection;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sudosafe.check.InjectionMark;
import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes on the pod which profile injected and which isolation was chosen, if one fits.
record Marks(String profile, Optional<Isolation> isolation) implements Injection {

    private static final String ANNOTATIONS = "/metadata/annotations/";

    private static final InjectionDoc DOC = new InjectionDoc(
            "marks",
            "marks of the injection",
            List.of("metadata.annotations[sudosafe.dev/profile]", "metadata.annotations[sudosafe.dev/isolation]"),
            "every pod but a mirror pod; without the isolation where none fits",
            "tell the validating door that the pod has not missed its injection, and people which profile"
                    + " and isolation it got");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        return Stream.concat(
                Stream.of(mark(InjectionMark.PROFILE, profile)),
                isolation.stream().map(chosen -> mark(InjectionMark.ISOLATION, chosen.kind())));
    }

    private static Edit mark(String key, String value) {
        return Edit.put(ANNOTATIONS + key.replace("/", "~1"), TextNode.valueOf(value));
    }
}
