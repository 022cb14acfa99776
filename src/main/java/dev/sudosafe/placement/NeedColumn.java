package dev.sudosafe.placement;

import dev.sudosafe.facts.NodeNeed;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.stream.Stream;

/// What a profile may ask of a node.
///
/// @param docker whether with the docker sidecar
record NeedColumn(String profile, Isolation isolation, boolean docker, NodeNeed need) {

    static Stream<NeedColumn> of(WorkspaceProfile profile) {
        return profile.spec().isolation().stream().distinct().flatMap(isolation -> of(profile, isolation));
    }

    String title() {
        return "%s: %s%s".formatted(profile, name(), docker ? " + docker" : "");
    }

    /// Of the isolation, with its runtime class if it has one.
    String name() {
        String runtimeClass = isolation.runtimeClassName();
        return runtimeClass == null ? isolation.kind() : isolation.kind() + " " + runtimeClass;
    }

    private static Stream<NeedColumn> of(WorkspaceProfile profile, Isolation isolation) {
        IsolationNeeds needs = IsolationNeeds.of(profile, isolation);
        return Stream.concat(
                Stream.of(new NeedColumn(profile.name(), isolation, false, needs.workspace())),
                needs.docker().stream().map(need -> new NeedColumn(profile.name(), isolation, true, need)));
    }
}
