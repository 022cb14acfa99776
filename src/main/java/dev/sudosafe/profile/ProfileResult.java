package dev.sudosafe.profile;

import java.util.List;

/// What reading a profile's file came to.
public sealed interface ProfileResult {

    record Accepted(WorkspaceProfile profile) implements ProfileResult {}

    /// @param problems at least one, in the order of the file
    record Refused(List<ProfileProblem> problems) implements ProfileResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
