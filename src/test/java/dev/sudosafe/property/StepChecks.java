package dev.sudosafe.property;

import dev.sudosafe.check.Checks;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.Set;
import java.util.stream.Collectors;

/// The checks that judge a step and not a pod.
final class StepChecks {

    static final Set<String> IDS = Checks.ofChange(Generations.first(WorkspaceProfile.builtIn())).stream()
            .map(check -> check.doc().id())
            .collect(Collectors.toUnmodifiableSet());

    private StepChecks() {}
}
