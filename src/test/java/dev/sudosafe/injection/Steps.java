package dev.sudosafe.injection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Golden;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// The steps that made a golden, one by one.
public final class Steps {

    private Steps() {}

    /// What a single step makes of the pod, and what it tells its author.
    public record Step(Golden golden, String id, JsonNode after, List<String> warnings) {

        public boolean acts() {
            return !after.equals(golden.pod());
        }
    }

    /// No steps for a pod that is left alone or that no isolation fits.
    public static Stream<Step> of(Golden golden) {
        PodView pod = new PodView(golden.pod());
        Injections injections = new Injections(golden.profile());
        return switch (injections.plan(pod, golden.facts().nodes())) {
            case InjectionPlan.Inject inject ->
                injections.steps(inject.choice()).map(step -> alone(golden, step, pod));
            case InjectionPlan.Skip skip -> Stream.empty();
        };
    }

    private static Step alone(Golden golden, Injection step, PodView pod) {
        JsonPatch patch = JsonPatch.of(pod.json(), step.edits(pod).toList());
        return new Step(
                golden,
                step.doc().id(),
                patch.applyTo(pod.json()),
                step.warnings(pod).toList());
    }
}
