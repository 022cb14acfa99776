package dev.sudosafe.injection;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.patch.Edit;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives the workspace containers the sidecar's socket, the variable that names it, and the group that may use it.
record DockerClient(WorkspaceProfile profile, DockerSidecar sidecar) implements Injection {

    private static final InjectionDoc DOC = new InjectionDoc(
            "docker-client",
            "docker client settings",
            List.of(
                    "spec.containers[*].env",
                    "spec.containers[*].volumeMounts",
                    "spec.securityContext.supplementalGroups"),
            "workspace containers of pods that get the docker sidecar",
            "let docker in the workspace find the socket of the sidecar and use it");

    @Override
    public InjectionDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Edit> edits(PodView pod) {
        return Stream.concat(workspaces(pod).flatMap(this::edits), groups(pod));
    }

    @Override
    public Stream<String> warnings(PodView pod) {
        ObjectNode wanted = sidecar.clientVariable();
        return workspaces(pod)
                .filter(container -> variable(container)
                        .filter(own -> !own.value().equals(wanted))
                        .isPresent())
                .map(container -> "%s keeps its own %s; the docker sidecar listens at %s"
                        .formatted(
                                container.described(),
                                wanted.path("name").asText(),
                                wanted.path("value").asText()));
    }

    private Stream<ContainerView> workspaces(PodView pod) {
        return pod.containers().stream().filter(profile.spec()::isWorkspace);
    }

    private Stream<Edit> edits(ContainerView container) {
        Stream<Edit> variable = variable(container).isPresent()
                ? Stream.empty()
                : Stream.of(Edit.append(container.pointer() + "/env", sidecar.clientVariable()));
        ObjectNode mount = sidecar.clientMount();
        boolean mounted = container.volumeMounts().stream().anyMatch(own -> samePath(own, mount));
        Stream<Edit> socket =
                mounted ? Stream.empty() : Stream.of(Edit.append(container.pointer() + "/volumeMounts", mount));
        return Stream.concat(variable, socket);
    }

    private Optional<Field> variable(ContainerView container) {
        String name = sidecar.clientVariable().path("name").asText();
        return container.at("env").items().stream()
                .filter(variable -> variable.at("name").text().equals(name))
                .findFirst();
    }

    private static boolean samePath(Field mount, ObjectNode wanted) {
        return mount.at("mountPath").text().equals(wanted.path("mountPath").asText());
    }

    private Stream<Edit> groups(PodView pod) {
        int group = sidecar.clientGroup();
        boolean member = pod.securityContext().at("supplementalGroups").items().stream()
                .anyMatch(own -> own.value().asLong() == group);
        return member
                ? Stream.empty()
                : Stream.of(Edit.append("/spec/securityContext/supplementalGroups", IntNode.valueOf(group)));
    }
}
