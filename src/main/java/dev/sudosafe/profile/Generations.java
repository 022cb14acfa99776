package dev.sudosafe.profile;

import java.util.Optional;
import java.util.stream.Stream;

/// A profile and the one it replaced. What the old one injected is still granted, so that a change of profile refuses
/// no pod that is being created while the change spreads.
public record Generations(WorkspaceProfile current, Optional<WorkspaceProfile> previous) {

    public static Generations first(WorkspaceProfile profile) {
        return new Generations(profile, Optional.empty());
    }

    public Generations replacedBy(WorkspaceProfile next) {
        return next.equals(current) ? this : new Generations(next, Optional.of(current));
    }

    /// Newest first.
    public Stream<WorkspaceProfile> newestFirst() {
        return Stream.concat(Stream.of(current), previous.stream());
    }
}
