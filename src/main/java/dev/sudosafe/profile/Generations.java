package dev.sudosafe.profile;

import java.util.Optional;
import java.util.stream.Stream;

/// A profile and the one it replaced. What the old one injected is still granted, so that a change of profile refuses
/// no pod that is being created while the change spreads.
///
/// @param previous the one that was injected before
/// @param injected the one by which pods are given what they get
public record Generations(WorkspaceProfile current, Optional<WorkspaceProfile> previous, WorkspaceProfile injected) {

    public static Generations first(WorkspaceProfile profile) {
        return new Generations(profile, Optional.empty(), profile);
    }

    /// The profile has become this one here, and will be everywhere soon: what it injects would be refused by a process
    /// that does not know it yet, so the old one is injected until [#spread()].
    public Generations replacedBy(WorkspaceProfile next) {
        return next.equals(current)
                ? this
                : new Generations(next, Optional.of(injected), next.admits(injected) ? injected : next);
    }

    /// The change has reached every process.
    public Generations spread() {
        return new Generations(current, previous, current);
    }

    /// Newest first.
    public Stream<WorkspaceProfile> newestFirst() {
        return Stream.concat(Stream.of(current), previous.stream());
    }
}
