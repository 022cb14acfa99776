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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The list of injections.
public final class Injections {

    private Injections() {}

    /// What this profile does to this pod. Without a fitting isolation it gets the mark, so that nobody believes it
    /// missed its injection, and the seccomp profile; neither sudo nor docker.
    ///
    /// @param placement what the profile's isolations need of a node
    public static InjectionPlan plan(WorkspaceProfile profile, Placement placement, PodView pod, Nodes nodes) {
        if (pod.isMirror()) {
            return new InjectionPlan.Skip(SkipReason.MIRROR_POD, JsonPatch.EMPTY);
        }
        return IsolationChoice.of(profile.spec().isolation(), placement, pod, nodes)
                .<InjectionPlan>map(chosen -> inject(profile, chosen, pod))
                .orElseGet(() -> withoutIsolation(profile, pod));
    }

    /// Every injection's documentation, in the order of the steps.
    public static List<InjectionDoc> docs() {
        WorkspaceProfile any = WorkspaceProfile.builtIn();
        Isolation first = any.spec().isolation().getFirst();
        return steps(any, new IsolationChoice(first, new NodeSupport.Unknown("")))
                .map(Injection::doc)
                .toList();
    }

    private static InjectionPlan.Inject inject(WorkspaceProfile profile, IsolationChoice chosen, PodView pod) {
        Isolation isolation = chosen.isolation();
        List<Injection> steps = steps(profile, chosen).toList();
        List<Edit> edits = steps.stream().flatMap(step -> step.edits(pod)).toList();
        Stream<String> warnings =
                Stream.concat(steps.stream().flatMap(step -> step.warnings(pod)), missingEngine(profile, isolation));
        return new InjectionPlan.Inject(chosen, JsonPatch.of(pod.json(), edits), warnings.toList());
    }

    private static InjectionPlan withoutIsolation(WorkspaceProfile profile, PodView pod) {
        List<Edit> edits = Stream.of(new Marks(profile.name(), Optional.empty()), new SeccompDefault())
                .flatMap(step -> step.edits(pod))
                .toList();
        return new InjectionPlan.Skip(SkipReason.NO_ISOLATION_FITS, JsonPatch.of(pod.json(), edits));
    }

    static Stream<Injection> steps(WorkspaceProfile profile, IsolationChoice chosen) {
        Isolation isolation = chosen.isolation();
        Stream<Injection> always = Stream.of(
                new Marks(profile.name(), Optional.of(isolation)),
                new IsolationFields(isolation),
                new SeccompDefault(),
                new Sudo(profile),
                new NodeFence(isolation, chosen.fence()));
        Stream<Injection> docker = DockerSidecar.of(profile, isolation).stream()
                .flatMap(engine -> Stream.of(
                        new DockerVolumes(engine), new DockerClient(profile, engine), new DockerEngine(engine)));
        return Stream.concat(always, docker);
    }

    private static Stream<String> missingEngine(WorkspaceProfile profile, Isolation isolation) {
        boolean wanted = profile.spec().docker().engine() != Docker.Engine.None;
        return wanted && DockerSidecar.of(profile, isolation).isEmpty()
                ? Stream.of("no docker sidecar: none of its engines runs under " + isolation.kind())
                : Stream.empty();
    }
}
