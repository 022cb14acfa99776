package dev.sudosafe.placement;

import dev.sudosafe.facts.NodeSupport;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.facts.PodLimits;
import dev.sudosafe.facts.Toleration;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What the isolations of a profile need of a node, worked out once for all pods.
public final class Placement {

    private final Map<Isolation, IsolationNeeds> needs = new LinkedHashMap<>();

    public Placement(WorkspaceProfile profile) {
        profile.spec().isolation().forEach(isolation -> needs.put(isolation, IsolationNeeds.of(profile, isolation)));
    }

    /// Whether the pod finds a node once it has this isolation of the profile, and the sidecar that goes with it.
    public NodeSupport ofInjected(PodView pod, Isolation isolation, Nodes nodes) {
        return switch (nodes) {
            case Nodes.Unknown(String why) -> new NodeSupport.Unknown(why);
            case Nodes known -> known.support(needs(isolation).withDocker(), limits(pod));
        };
    }

    /// Whether the pod finds a node as it is.
    public NodeSupport ofStored(PodView pod, Isolation isolation, Nodes nodes) {
        return switch (nodes) {
            case Nodes.Unknown(String why) -> new NodeSupport.Unknown(why);
            case Nodes known ->
                known.support(
                        pod.hasContainer(DockerSidecar.NAME)
                                ? needs(isolation).withDocker()
                                : needs(isolation).workspace(),
                        limits(pod));
        };
    }

    private IsolationNeeds needs(Isolation isolation) {
        IsolationNeeds found = needs.get(isolation);
        if (found == null) {
            throw new IllegalArgumentException("no isolation of the profile: " + isolation);
        }
        return found;
    }

    private static PodLimits limits(PodView pod) {
        Field tolerations = pod.spec().at("tolerations");
        Field nodeSelector = pod.spec().at("nodeSelector");
        return tolerations.isSet() || nodeSelector.isSet()
                ? new PodLimits(
                        tolerations.items().stream().map(Placement::toleration).toList(),
                        nodeSelector.entries().stream().collect(Collectors.toUnmodifiableMap(Field::key, Field::text)))
                : PodLimits.NONE;
    }

    private static Toleration toleration(Field toleration) {
        return new Toleration(
                toleration.at("key").text(),
                toleration.at("operator").text(),
                toleration.at("value").text(),
                toleration.at("effect").text());
    }
}
