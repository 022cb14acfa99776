package dev.sudosafe.injection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// Gives the pod the runtime's seccomp profile where it has none: unset means unconfined, unless the kubelet has
/// SeccompDefault.
record SeccompDefault() implements Injection {

    private static final InjectionDoc DOC = new InjectionDoc(
            "seccomp",
            "default seccomp profile",
            List.of("spec.securityContext.seccompProfile"),
            "pods without a seccomp profile of their own",
            "keeps system calls away that a workspace does not need; unset means unconfined on most nodes");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        return pod.securityContext().at("seccompProfile").isSet()
                ? Stream.empty()
                : Stream.of(Edit.put(
                        "/spec/securityContext/seccompProfile",
                        JsonNodeFactory.instance.objectNode().put("type", "RuntimeDefault")));
    }
}
