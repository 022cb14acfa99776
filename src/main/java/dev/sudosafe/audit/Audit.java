package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.PodInFile;
import dev.sudosafe.engine.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the pods that run are found to be, by today's profiles.
public final class Audit implements Survey.Listener {

    private final SortedMap<String, Integer> admitted = new TreeMap<>();
    private final SortedMap<String, List<Refused>> refused = new TreeMap<>();
    private final SortedMap<ByProfile, Integer> pods = new TreeMap<>();
    private final SortedMap<ByProfile, Integer> findings = new TreeMap<>();

    /// A number's labels.
    ///
    /// @param what a verdict, or the id of a check
    public record ByProfile(String profile, String what) implements Comparable<ByProfile> {
        @Override
        public int compareTo(ByProfile other) {
            int byProfile = profile.compareTo(other.profile);
            return byProfile == 0 ? what.compareTo(other.what) : byProfile;
        }
    }

    /// A pod that would be refused today.
    ///
    /// @param pod a reference to it, as other objects have it; not the pod, of which there may be thousands
    public record Refused(ObjectNode pod, Decision.Denied decision) {

        public Stream<Finding> findings() {
            return decision.findings().denied().stream();
        }
    }

    /// The pods of a namespace.
    public record Standing(int admitted, List<Refused> refused) {

        public Standing {
            refused = List.copyOf(refused);
        }
    }

    @Override
    public void judged(ObjectNode pod, Comparison comparison) {
        String namespace = comparison.today().origin().namespace();
        switch (comparison.today().judgement()) {
            case Judgement.Decided(PodInFile _, Decision.Admitted decision) -> {
                admitted.merge(namespace, 1, Integer::sum);
                count(pods, decision.profile(), "admitted");
            }
            case Judgement.Decided(PodInFile _, Decision.Denied decision) -> {
                refused.computeIfAbsent(namespace, first -> new ArrayList<>())
                        .add(new Refused(reference(pod), decision));
                count(pods, decision.profile(), "denied");
                decision.checks().forEach(check -> count(findings, decision.profile(), check));
            }
            case Judgement.Skipped _, Judgement.Unjudged _ -> {}
        }
    }

    private static void count(SortedMap<ByProfile, Integer> counts, String profile, String what) {
        counts.merge(new ByProfile(profile, what), 1, Integer::sum);
    }

    @Override
    public void progress(int objects) {}

    @Override
    public boolean isGone() {
        return Thread.currentThread().isInterrupted();
    }

    /// Those that have workspaces.
    public SortedMap<String, Standing> namespaces() {
        SortedMap<String, Standing> all = new TreeMap<>();
        admitted.forEach((namespace, pods) -> all.put(namespace, new Standing(pods, List.of())));
        refused.forEach(
                (namespace, pods) -> all.put(namespace, new Standing(admitted.getOrDefault(namespace, 0), pods)));
        return all;
    }

    /// The pods that would be refused today.
    public Stream<Refused> refused() {
        return refused.values().stream().flatMap(List::stream);
    }

    /// How many pods, by profile and verdict.
    public Map<ByProfile, Integer> pods() {
        return pods;
    }

    /// How many pods are denied, by profile and check.
    public Map<ByProfile, Integer> findings() {
        return findings;
    }

    private static ObjectNode reference(ObjectNode pod) {
        JsonNode metadata = pod.path("metadata");
        return pod.objectNode()
                .put("apiVersion", "v1")
                .put("kind", "Pod")
                .put("namespace", metadata.path("namespace").asText())
                .put("name", metadata.path("name").asText())
                .put("uid", metadata.path("uid").asText());
    }
}
