package dev.sudosafe.injection;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Capability;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.stream.Stream;

/// Lets setuid programs work in workspace containers, or nowhere, as the profile says. Workspace platforms write
/// `allowPrivilegeEscalation: false` by default, so this is the one field that is overwritten; the pod is isolated.
record Sudo(WorkspaceProfile profile) implements Injection {

    private static final String FIELD = "allowPrivilegeEscalation";

    private static final InjectionDoc DOC = new InjectionDoc(
            "sudo",
            "privilege escalation",
            List.of("spec.*containers[*].securityContext.allowPrivilegeEscalation"),
            "workspace containers, even over a false that a platform wrote, where the profile allows sudo;"
                    + " else every container that does not say",
            "lets setuid programs such as sudo work, which the isolation makes harmless, or keeps them from" + " it");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        return switch (profile.spec().sudo()) {
            case Allowed ->
                pod.containers().stream()
                        .filter(profile.spec()::isWorkspace)
                        .filter(container -> !field(container).isTrue())
                        .map(container -> put(container, BooleanNode.TRUE));
            case Forbidden ->
                pod.containers().stream()
                        .filter(container -> !container.name().equals(DockerSidecar.NAME))
                        .filter(container -> !field(container).isSet())
                        .map(container -> put(container, BooleanNode.FALSE));
        };
    }

    /// Where a container drops every capability, a setuid program is root without any.
    @Override
    public Stream<String> warnings(PodView pod) {
        return switch (profile.spec().sudo()) {
            case Allowed ->
                pod.containers().stream()
                        .filter(profile.spec()::isWorkspace)
                        .filter(container -> names(container, "drop").anyMatch("ALL"::equals)
                                && names(container, "add").noneMatch("SETUID"::equals))
                        .map(container -> container.described() + " drops ALL capabilities, so that sudo gains none in"
                                + " it; leave capabilities.drop out, or add the defaults back");
            case Forbidden -> Stream.empty();
        };
    }

    private static Stream<String> names(ContainerView container, String list) {
        return container.securityContext().at("capabilities").at(list).items().stream()
                .map(name -> Capability.of(name.text()).name());
    }

    private static Field field(ContainerView container) {
        return container.securityContext().at(FIELD);
    }

    private static Edit put(ContainerView container, BooleanNode value) {
        return Edit.put(container.pointer() + "/securityContext/" + FIELD, value);
    }
}
