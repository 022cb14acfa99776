package dev.sudosafe.cli;

import dev.sudosafe.profile.Docker;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.LabelSelector;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an administrator should know of profiles that are in order: what the chart refuses, or says after installing,
/// as far as the files alone tell it.
final class ProfileWarnings {

    private ProfileWarnings() {}

    static List<String> of(SortedMap<String, Generations> byFile) {
        SortedMap<String, WorkspaceProfile> profiles = new TreeMap<>();
        byFile.forEach((file, generations) -> profiles.put(file, generations.current()));
        return Stream.concat(
                        profiles.entrySet().stream()
                                .flatMap(entry -> ofOne(entry.getValue())
                                        .map(warning -> entry.getKey() + ": profile \""
                                                + entry.getValue().name() + "\": " + warning)),
                        overlaps(profiles))
                .toList();
    }

    private static Stream<String> ofOne(WorkspaceProfile profile) {
        WorkspaceProfile.Spec spec = profile.spec();
        Optional<String> everything = when(
                spec.podSelector().isEmpty() && spec.namespaceSelector().isEmpty(),
                "selects every pod of the cluster, none of which would start while the webhook is down, and the chart"
                        + " refuses it: name the namespaces of the workspaces in spec.namespaceSelector");
        Optional<String> evadable = when(
                !spec.podSelector().isEmpty(),
                "a pod's author can leave out the labels that spec.podSelector asks for: write podSelector: {} for the"
                        + " namespaces of the workspaces, or put Pod Security baseline on them");
        Optional<String> nodePart = when(
                needsNodePart(spec),
                "the Rootless engine needs /dev/net/tun and a seccomp profile of each node: install the chart with"
                        + " nodePart.enabled=true, bring them yourself, or write docker.engine: None");
        return Stream.of(everything, evadable, nodePart).flatMap(Optional::stream);
    }

    private static boolean needsNodePart(WorkspaceProfile.Spec spec) {
        return spec.docker().engine() == Docker.Engine.Rootless
                && spec.isolation().stream().anyMatch(Isolation.UserNamespace.class::isInstance);
    }

    private static Optional<String> when(boolean so, String warning) {
        return so ? Optional.of(warning) : Optional.empty();
    }

    private static Stream<String> overlaps(SortedMap<String, WorkspaceProfile> profiles) {
        List<Map.Entry<String, WorkspaceProfile>> entries = new ArrayList<>(profiles.entrySet());
        return entries.stream()
                .flatMap(first -> entries.stream()
                        .skip(entries.indexOf(first) + 1L)
                        .flatMap(second -> overlap(first, second).stream()));
    }

    private static Optional<String> overlap(
            Map.Entry<String, WorkspaceProfile> first, Map.Entry<String, WorkspaceProfile> second) {
        WorkspaceProfile.Spec one = first.getValue().spec();
        WorkspaceProfile.Spec other = second.getValue().spec();
        return both(one.podSelector(), other.podSelector())
                .flatMap(pod -> both(one.namespaceSelector(), other.namespaceSelector())
                        .map(namespace -> ("%s: profile \"%s\": profile \"%s\" of %s can select the same pods, such as"
                                        + " one%s in a namespace%s, which are refused then: make the selectors exclude"
                                        + " each other")
                                .formatted(
                                        first.getKey(),
                                        first.getValue().name(),
                                        second.getValue().name(),
                                        second.getKey(),
                                        labelled(pod),
                                        labelled(namespace))));
    }

    private static Optional<Map<String, String>> both(LabelSelector one, LabelSelector other) {
        return one.and(other).example();
    }

    private static String labelled(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(",", " with ", ""));
    }
}
