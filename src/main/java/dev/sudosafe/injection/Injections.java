package dev.sudosafe.injection;

import dev.sudosafe.facts.NodeSupport;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.patch.Edit;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.placement.Placement;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Docker;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The list of injections.
public final class Injections {

    private final WorkspaceProfile profile;
    private final Placement placement;
    private final Map<Isolation, DockerSidecar> engines = new HashMap<>();

    /// @param profile by which pods are given what they get
    public Injections(WorkspaceProfile profile) {
        this.profile = profile;
        this.placement = new Placement(profile);
        profile.spec()
                .isolation()
                .forEach(isolation ->
                        DockerSidecar.of(profile, isolation).ifPresent(engine -> engines.put(isolation, engine)));
    }

    /// What this profile does to this pod. Without a fitting isolation it gets the mark, so that nobody believes it
    /// missed its injection, and the seccomp profile; neither sudo nor docker.
    public InjectionPlan plan(PodView pod, Nodes nodes) {
        if (pod.isMirror()) {
            return new InjectionPlan.Skip(SkipReason.MIRROR_POD, JsonPatch.EMPTY);
        }
        return IsolationChoice.of(profile.spec().isolation(), placement, pod, nodes)
                .<InjectionPlan>map(chosen -> inject(chosen, pod))
                .orElseGet(() -> withoutIsolation(pod));
    }

    /// Every injection's documentation, in the order of the steps.
    public static List<InjectionDoc> docs() {
        WorkspaceProfile any = WorkspaceProfile.builtIn();
        Isolation first = any.spec().isolation().getFirst();
        return new Injections(any)
                .steps(new IsolationChoice(first, new NodeSupport.Unknown("")))
                .map(Injection::doc)
                .toList();
    }

    private InjectionPlan.Inject inject(IsolationChoice chosen, PodView pod) {
        List<Injection> steps = steps(chosen).toList();
        List<Edit> edits = steps.stream().flatMap(step -> step.edits(pod)).toList();
        Stream<String> warnings =
                Stream.concat(steps.stream().flatMap(step -> step.warnings(pod)), missingEngine(chosen.isolation()));
        return new InjectionPlan.Inject(chosen, JsonPatch.of(pod.json(), edits), warnings.toList());
    }

    private InjectionPlan withoutIsolation(PodView pod) {
        List<Edit> edits = Stream.of(new Marks(profile.name(), Optional.empty()), new SeccompDefault())
                .flatMap(step -> step.edits(pod))
                .toList();
        return new InjectionPlan.Skip(SkipReason.NO_ISOLATION_FITS, JsonPatch.of(pod.json(), edits));
    }

    Stream<Injection> steps(IsolationChoice chosen) {
        Isolation isolation = chosen.isolation();
        Stream<Injection> always = Stream.of(
                new Marks(profile.name(), Optional.of(isolation)),
                new IsolationFields(isolation),
                new SeccompDefault(),
                new Sudo(profile),
                new NodeFence(isolation, chosen.fence()));
        Stream<Injection> docker = engine(isolation).stream()
                .flatMap(engine -> Stream.of(
                        new DockerVolumes(engine), new DockerClient(profile, engine), new DockerEngine(engine)));
        return Stream.concat(always, docker);
    }

    private Stream<String> missingEngine(Isolation isolation) {
        boolean wanted = profile.spec().docker().engine() != Docker.Engine.None;
        return wanted && engine(isolation).isEmpty()
                ? Stream.of("no docker sidecar: none of its engines runs under " + isolation.kind())
                : Stream.empty();
    }

    private Optional<DockerSidecar> engine(Isolation isolation) {
        return Optional.ofNullable(engines.get(isolation));
    }
}
