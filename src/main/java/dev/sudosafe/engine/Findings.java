package dev.sudosafe.engine;

import dev.sudosafe.check.Finding;
import dev.sudosafe.pod.Field;
import dev.sudosafe.profile.Action;
import java.util.List;

/// The findings of all checks on one pod by the action that each leads to. Each list is in [Finding#ORDER].
public record Findings(List<Finding> denied, List<Finding> warned, List<Finding> audited) {

    public static final Findings NONE = new Findings(List.of(), List.of(), List.of());

    public Findings {
        denied = List.copyOf(denied);
        warned = List.copyOf(warned);
        audited = List.copyOf(audited);
    }

    public List<Finding> by(Action action) {
        return switch (action) {
            case Deny -> denied;
            case Warn -> warned;
            case Audit -> audited;
        };
    }

    /// The same findings with the paths that their fields have in the object from which the pod was made.
    public Findings relocatedTo(Field origin) {
        return new Findings(relocated(denied, origin), relocated(warned, origin), relocated(audited, origin));
    }

    private static List<Finding> relocated(List<Finding> findings, Field origin) {
        return findings.stream().map(finding -> finding.in(origin)).toList();
    }
}
