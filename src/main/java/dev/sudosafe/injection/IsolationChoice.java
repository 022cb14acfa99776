package dev.sudosafe.injection;

import dev.sudosafe.check.InjectionMark;
import dev.sudosafe.facts.Fence;
import dev.sudosafe.facts.NodeSupport;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.placement.Placement;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The isolation that a pod gets.
public record IsolationChoice(Isolation isolation, NodeSupport support) {

    /// The first one that the pod's own fields leave room for and that some node can run. If no node can run any of
    /// them it is just the first, and the validating door says why. Empty if the pod leaves room for none.
    static Optional<IsolationChoice> of(List<Isolation> listed, Placement placement, PodView pod, Nodes nodes) {
        List<Isolation> fitting =
                listed.stream().filter(isolation -> isolation.fits(pod)).toList();
        return candidates(fitting, pod)
                .map(isolation -> new IsolationChoice(isolation, placement.ofInjected(pod, isolation, nodes)))
                .filter(choice -> choice.isTaken(pod))
                .findFirst()
                .or(() -> fitting.stream().findFirst().map(IsolationChoice::forWantOfABetterOne));
    }

    /// What keeps the pod from nodes that cannot run it.
    Fence fence() {
        return switch (support) {
            case NodeSupport.Somewhere(Fence fence) -> fence;
            case NodeSupport.Nowhere _, NodeSupport.Unknown _ -> new Fence.None();
        };
    }

    /// What an earlier call has chosen stays, as a sidecar may be there that runs under nothing else.
    private static Stream<Isolation> candidates(List<Isolation> fitting, PodView pod) {
        String mark = pod.annotation(InjectionMark.ISOLATION).text();
        return fitting.stream()
                .filter(isolation -> isolation.kind().equals(mark) && isolation.holds(pod))
                .findFirst()
                .map(Stream::of)
                .orElseGet(fitting::stream);
    }

    /// A pod that names its isolation keeps it.
    private boolean isTaken(PodView pod) {
        return switch (support) {
            case NodeSupport.Somewhere _, NodeSupport.Unknown _ -> true;
            case NodeSupport.Nowhere _ -> isolation.holds(pod);
        };
    }

    private static IsolationChoice forWantOfABetterOne(Isolation isolation) {
        return new IsolationChoice(isolation, new NodeSupport.Nowhere(List.of()));
    }
}
