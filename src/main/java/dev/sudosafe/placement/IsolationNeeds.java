package dev.sudosafe.placement;

import dev.sudosafe.facts.NodeNeed;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.Optional;
import java.util.Set;

/// What an isolation needs of a node.
///
/// @param docker what it needs with the profile's docker sidecar; empty when no engine runs under it
record IsolationNeeds(NodeNeed workspace, Optional<NodeNeed> docker) {

    static IsolationNeeds of(WorkspaceProfile profile, Isolation isolation) {
        NodeNeed workspace = new NodeNeed(isolation.runtimeClassName(), isolation.userNamespace(), Set.of());
        return new IsolationNeeds(
                workspace,
                DockerSidecar.of(profile, isolation)
                        .map(sidecar -> new NodeNeed(
                                workspace.runtimeClass(), workspace.userNamespaces(), sidecar.extendedResources())));
    }

    /// What the injected pod needs.
    NodeNeed withDocker() {
        return docker.orElse(workspace);
    }
}
