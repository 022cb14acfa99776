package dev.sudosafe.injection;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.stream.Stream;

/// Sets `hostUsers: false`, the runtime class, or both.
record IsolationFields(Isolation isolation) implements Injection {

    private static final InjectionDoc DOC = new InjectionDoc(
            "isolation",
            "isolation",
            List.of("spec.hostUsers", "spec.runtimeClassName"),
            "pods whose own fields leave room for an isolation of the profile",
            "make root in the pod another user than root on the node");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        Stream<Edit> hostUsers =
                isolation.userNamespace() ? Stream.of(Edit.put("/spec/hostUsers", BooleanNode.FALSE)) : Stream.empty();
        return Stream.concat(
                hostUsers,
                Stream.ofNullable(isolation.runtimeClassName())
                        .map(name -> Edit.put("/spec/runtimeClassName", TextNode.valueOf(name))));
    }
}
