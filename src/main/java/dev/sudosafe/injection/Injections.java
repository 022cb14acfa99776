package dev.sudosafe.injection;

import dev.sudosafe.patch.Edit;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Docker;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The list of injections, and the choice of the isolation that they serve.
public final class Injections {

    private Injections() {}

    /// What this profile does to this pod. Without a fitting isolation it gets the mark, so that nobody believes it
    /// missed its injection, and the seccomp profile; neither sudo nor docker.
    public static InjectionPlan plan(WorkspaceProfile profile, PodView pod) {
        if (pod.isMirror()) {
            return new InjectionPlan.Skip(SkipReason.MIRROR_POD, JsonPatch.EMPTY);
        }
        return profile.spec().isolation().stream()
                .filter(isolation -> isolation.fits(pod))
                .findFirst()
                .<InjectionPlan>map(isolation -> inject(profile, isolation, pod))
                .orElseGet(() -> withoutIsolation(profile, pod));
    }

    /// Every injection's documentation, in the order of the steps.
    public static List<InjectionDoc> docs() {
        WorkspaceProfile any = WorkspaceProfile.builtIn();
        return steps(any, any.spec().isolation().getFirst()).map(Injection::doc).toList();
    }

    private static InjectionPlan.Inject inject(WorkspaceProfile profile, Isolation isolation, PodView pod) {
        List<Injection> steps = steps(profile, isolation).toList();
        List<Edit> edits = steps.stream().flatMap(step -> step.edits(pod)).toList();
        Stream<String> warnings =
                Stream.concat(steps.stream().flatMap(step -> step.warnings(pod)), missingEngine(profile, isolation));
        return new InjectionPlan.Inject(isolation, JsonPatch.of(pod.json(), edits), warnings.toList());
    }

    private static InjectionPlan withoutIsolation(WorkspaceProfile profile, PodView pod) {
        List<Edit> edits = Stream.of(new Marks(profile.name(), Optional.empty()), new SeccompDefault())
                .flatMap(step -> step.edits(pod))
                .toList();
        return new InjectionPlan.Skip(SkipReason.NO_ISOLATION_FITS, JsonPatch.of(pod.json(), edits));
    }

    static Stream<Injection> steps(WorkspaceProfile profile, Isolation isolation) {
        Stream<Injection> always = Stream.of(
                new Marks(profile.name(), Optional.of(isolation)),
                new IsolationFields(isolation),
                new SeccompDefault(),
                new Sudo(profile));
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
