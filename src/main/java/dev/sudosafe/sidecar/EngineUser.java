package dev.sudosafe.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.stream.Stream;

/// Whom the rootless engine runs as. What a nested root writes into the project belongs to this user.
final class EngineUser {

    /// For workspaces whose user only their image knows, and for those that run as root, as the engine cannot.
    static final int DEFAULT = 1000;

    /// The pod has 65536 ids, and 65535 is no user.
    private static final int HIGHEST = 65534;

    private static final String CONTEXT = "securityContext";
    private static final String FIELD = "runAsUser";

    private EngineUser() {}

    /// Sets it to the user of the first workspace container.
    static void follow(WorkspaceProfile profile, PodView pod, ObjectNode sidecar) {
        JsonNode user = pod.containers().stream()
                .filter(profile.spec()::isWorkspace)
                .findFirst()
                .map(workspace -> user(pod, workspace))
                .filter(EngineUser::isOrdinary)
                .orElse(IntNode.valueOf(DEFAULT));
        sidecar.withObjectProperty(CONTEXT).set(FIELD, user);
    }

    /// The sidecar with the user that a container has, if that is no root: any user will do, as sudosafe is not the
    /// last to set the workspace's.
    static ObjectNode accept(ContainerView container, ObjectNode sidecar) {
        JsonNode user = container.securityContext().at(FIELD).value();
        if (!isOrdinary(user)) {
            return sidecar;
        }
        ObjectNode accepted = JsonNodeFactory.instance.objectNode();
        accepted.setAll(sidecar);
        accepted.set(CONTEXT, sidecar.withObjectProperty(CONTEXT).deepCopy().set(FIELD, user));
        return accepted;
    }

    private static JsonNode user(PodView pod, ContainerView workspace) {
        return Stream.of(workspace.securityContext(), pod.securityContext())
                .map(context -> context.at(FIELD))
                .filter(Field::isSet)
                .findFirst()
                .map(Field::value)
                .orElse(IntNode.valueOf(DEFAULT));
    }

    private static boolean isOrdinary(JsonNode user) {
        return user.isInt() && user.intValue() > 0 && user.intValue() <= HIGHEST;
    }
}
