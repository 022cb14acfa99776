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
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.pod.PodTemplate;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.Sidecars;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The two doors of one profile. Both are functions of the pod alone: webhook, dry run, command line and audit call
/// the same ones.
public final class Reviewer {

    private static final int AUDITED = 100;

    private final Generations profiles;
    private final WorkspaceProfile profile;
    private final Supplier<ClusterFacts> facts;
    private final List<Check> checks;
    private final List<ChangeCheck> changeChecks;
    private final InjectionMark mark;
    private final Injections injections;
    private final Sidecars sidecars;

    /// Doors that know nothing of the cluster.
    public Reviewer(Generations profiles) {
        this(profiles, () -> ClusterFacts.NONE);
    }

    /// @param facts asked once a review
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

    /// The same doors, but that they know nothing of the cluster.
    public Reviewer offline() {
        return new Reviewer(profiles);
    }

    public WorkspaceProfile profile() {
        return profile;
    }

    /// The mutating door. A pod that another profile has injected into is refused, with all that is to be said of it;
    /// whatever else is wrong with a pod is for the validating door, which sees it complete.
    public Verdict mutate(PodView pod) {
        List<PodShape.Misfit> misfits = PodShape.misfits(pod.json());
        if (!misfits.isEmpty()) {
            return malformed(misfits.stream());
        }
        if (mark.isForeign(pod)) {
            return judge(PodChange.create(pod.json()));
        }
        return switch (injections.plan(pod, facts.get().nodes())) {
            case InjectionPlan.Inject(var choice, JsonPatch patch, List<String> warnings) ->
                new Verdict.Admitted(
                        patch,
                        warnings,
                        List.of(),
                        List.of(),
                        audit("injected", Map.of("isolation", choice.isolation().kind())));
            case InjectionPlan.Skip(var reason, JsonPatch patch) ->
                new Verdict.Admitted(
                        patch, List.of(), List.of(), List.of(), audit("skipped", Map.of("skip", reason.code())));
        };
    }

    /// The validating door.
    public Verdict validate(PodChange change) {
        List<PodShape.Misfit> misfits = PodShape.misfits(change.after().json());
        return misfits.isEmpty() ? judge(change) : malformed(misfits.stream());
    }

    /// Both doors, as the API server would send a new pod through them: what the mutating one makes of it is validated.
    public Creation create(PodView pod) {
        return switch (mutate(pod)) {
            case Verdict.Admitted admitted ->
                new Creation(
                        admitted.patch(),
                        validate(PodChange.create(admitted.patch().applyTo(pod.json())))
                                .after(admitted.warnings()));
            case Verdict.Denied denied -> new Creation(JsonPatch.EMPTY, denied);
            case Verdict.Malformed malformed -> new Creation(JsonPatch.EMPTY, malformed);
        };
    }

    /// What both doors would say to the pods of a workload, of fields where they stand in the workload.
    public Verdict preview(PodTemplate template) {
        return create(new PodView(template.pod())).in(template.field()).verdict();
    }

    private Verdict judge(PodChange change) {
        Map<Action, List<Finding>> findings = findings(change);
        List<Finding> denying = findings.getOrDefault(Action.Deny, List.of());
        List<Finding> doubts = findings.getOrDefault(Action.Warn, List.of());
        List<Finding> noted = findings.getOrDefault(Action.Audit, List.of());
        Map<String, String> details = new HashMap<>();
        Isolation.heldBy(change.after(), profile.spec().isolation())
                .ifPresent(held -> details.put("isolation", held.kind()));
        findings.forEach((action, list) -> details.put(
                action.name().toLowerCase(Locale.ROOT),
                list.stream().limit(AUDITED).map(Finding::reason).collect(Collectors.joining("; "))));
        return denying.isEmpty()
                ? new Verdict.Admitted(JsonPatch.EMPTY, List.of(), doubts, noted, audit("admitted", details))
                : new Verdict.Denied(profile.name(), denying, List.of(), doubts, noted, audit("denied", details));
    }

    /// All findings on a well-formed pod by what follows from them, each list in its order. Of an update only those
    /// that the change adds: a pod that was admitted under another profile, or before the installation, stays
    /// manageable. A pod that the profile did not select before has no old findings, so that giving the label to a
    /// running pod is judged like creating it.
    public Map<Action, List<Finding>> findings(PodChange change) {
        ClusterFacts now = facts.get();
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
        return byAction;
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

    private Map<String, String> audit(String verdict, Map<String, String> details) {
        Map<String, String> audit = new HashMap<>(details);
        audit.put("profile", profile.name());
        audit.put("verdict", verdict);
        return audit;
    }

    private static Verdict malformed(Stream<PodShape.Misfit> misfits) {
        return new Verdict.Malformed(misfits.map(PodShape.Misfit::toString).toList());
    }
}
