package dev.sudosafe.engine;

import dev.sudosafe.check.ChangeCheck;
import dev.sudosafe.check.Check;
import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.check.Finding;
import dev.sudosafe.check.InjectionMark;
import dev.sudosafe.check.Known;
import dev.sudosafe.check.PlatformHints;
import dev.sudosafe.check.SidecarGrant;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.injection.InjectionPlan;
import dev.sudosafe.injection.Injections;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.Sidecars;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Decides on pods by one profile, for webhooks, dry runs, the command line and the audit alike. A decision depends on
/// the profile, the pod, its requester, and what is known of the cluster at that moment; on nothing that was decided
/// before.
public final class Reviewer {

    private final Generations profiles;
    private final WorkspaceProfile profile;
    private final Supplier<ClusterFacts> facts;
    private final List<Check> checks;
    private final List<ChangeCheck> changeChecks;
    private final InjectionMark mark;
    private final Injections injections;
    private final Sidecars sidecars;

    /// A reviewer that knows nothing of the cluster.
    public Reviewer(Generations profiles) {
        this(profiles, () -> ClusterFacts.NONE);
    }

    /// @param facts asked once per review
    public Reviewer(Generations profiles, Supplier<ClusterFacts> facts) {
        this.profiles = profiles;
        this.facts = facts;
        this.profile = profiles.current();
        this.checks = Checks.of(profiles);
        this.changeChecks = Checks.ofChange(profiles);
        this.mark = new InjectionMark(profile.name());
        this.injections = new Injections(profiles.injected());
        this.sidecars = new Sidecars(profiles.newestFirst());
    }

    /// A reviewer of the same profile that knows nothing of the cluster.
    public Reviewer offline() {
        return new Reviewer(profiles);
    }

    public WorkspaceProfile profile() {
        return profile;
    }

    /// The mutating webhook's decision. A pod that another profile has injected into is refused, with all that the
    /// checks find in it; everything else is left to the validating webhook, which sees the complete pod.
    public Decision mutate(PodView pod) {
        return mutate(pod, facts.get());
    }

    /// The validating webhook's decision.
    public Decision.Validated validate(PodChange change) {
        return validate(change, JsonPatch.EMPTY, List.of(), facts.get());
    }

    /// The decision of both webhooks on a new pod, in the API server's order: the pod is validated as the mutating
    /// webhook leaves it.
    public Decision.Validated create(PodView pod) {
        ClusterFacts now = facts.get();
        Decision mutation = mutate(pod, now);
        return switch (mutation) {
            case Decision.Denied denied -> denied;
            case Decision.Malformed malformed -> malformed;
            case Decision.Injected _, Decision.Skipped _, Decision.Admitted _ -> {
                PodView injected = pod.injected(mutation.patch().applyTo(pod.json()));
                yield validate(PodChange.create(injected), mutation.patch(), mutation.notices(), now);
            }
        };
    }

    private Decision mutate(PodView pod, ClusterFacts now) {
        if (!pod.misfits().isEmpty()) {
            return new Decision.Malformed(pod.misfits());
        }
        if (mark.isForeign(pod)) {
            return validate(PodChange.create(pod), JsonPatch.EMPTY, List.of(), now);
        }
        return switch (injections.plan(pod, now.nodes())) {
            case InjectionPlan.Inject(var choice, JsonPatch patch, List<String> warnings) ->
                new Decision.Injected(profile.name(), choice.isolation(), patch, warnings);
            case InjectionPlan.Skip(var reason, JsonPatch patch) -> new Decision.Skipped(profile.name(), reason, patch);
        };
    }

    private Decision.Validated validate(PodChange change, JsonPatch patch, List<String> notices, ClusterFacts now) {
        if (!change.after().misfits().isEmpty()) {
            return new Decision.Malformed(change.after().misfits());
        }
        Findings findings = findings(change, now);
        Optional<Isolation> isolation =
                Isolation.heldBy(change.after(), profile.spec().isolation());
        return findings.denied().isEmpty()
                ? new Decision.Admitted(profile.name(), isolation, findings, patch, notices)
                : new Decision.Denied(profile.name(), isolation, findings, patch, notices);
    }

    /// All findings on a well-formed pod. For an update, only those that the change adds: a pod that was admitted
    /// under another profile, or before the installation, stays manageable. A pod that the profile did not select
    /// before has no old findings, so that giving the label to a running pod is judged like creating it.
    public Findings findings(PodChange change) {
        return findings(change, facts.get());
    }

    private Findings findings(PodChange change, ClusterFacts now) {
        List<Finding> found = inspect(change.after(), now);
        change.before()
                .filter(before -> !found.isEmpty() && selects(before))
                .ifPresent(before -> found.removeIf(isIn(inspect(before, now))));
        changeChecks.forEach(check -> check.inspect(change, found::add));
        found.sort(Finding.ORDER);
        Map<Action, List<Finding>> byAction = new EnumMap<>(Action.class);
        for (Finding finding : found) {
            byAction.computeIfAbsent(action(finding, change), action -> new ArrayList<>())
                    .add(PlatformHints.explained(finding, change.after()));
        }
        return new Findings(
                byAction.getOrDefault(Action.Deny, List.of()),
                byAction.getOrDefault(Action.Warn, List.of()),
                byAction.getOrDefault(Action.Audit, List.of()));
    }

    private List<Finding> inspect(PodView pod, ClusterFacts now) {
        Known known = new Known(now, SidecarGrant.of(sidecars, pod));
        List<Finding> found = new ArrayList<>();
        checks.forEach(check -> check.inspect(pod, known, found::add));
        return found;
    }

    private static Predicate<Finding> isIn(List<Finding> old) {
        Set<Finding.Identity> known = old.stream().map(Finding::identity).collect(Collectors.toSet());
        return finding -> known.contains(finding.identity());
    }

    /// A static pod runs whatever is answered here; to refuse its mirror would only hide it from the cluster.
    private Action action(Finding finding, PodChange change) {
        CheckDoc check = finding.check();
        Action action = profile.spec().policy().actionFor(check.id(), check.strictest());
        boolean runsAnyway = change.after().isMirror() && change.requester().isNode();
        return runsAnyway && action == Action.Deny ? Action.Warn : action;
    }

    /// Whether the API server would send this pod here, if its namespace is one of the profile's.
    public boolean selects(PodView pod) {
        return profile.spec().podSelector().matches(pod.labels());
    }
}
