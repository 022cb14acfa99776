package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.PlacedFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the pods that run are found to be, by today's profiles.
public final class Audit implements Survey.Listener {

    private final SortedMap<String, Standing> namespaces = new TreeMap<>();
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
    /// @param pod as it is in the cluster
    public record Refused(ObjectNode pod, Judgement.Denied judgement) {

        public Stream<Finding> findings() {
            return judgement.findings().stream().map(PlacedFinding::finding);
        }
    }

    /// The pods of a namespace.
    public record Standing(int admitted, List<Refused> refused) {

        private static final Standing NONE = new Standing(0, List.of());

        public Standing {
            refused = List.copyOf(refused);
        }
    }

    @Override
    public void judged(ObjectNode pod, Comparison comparison) {
        String namespace = comparison.today().origin().namespace();
        Standing before = namespaces.getOrDefault(namespace, Standing.NONE);
        switch (comparison.today().judgement()) {
            case Judgement.Admitted admitted -> {
                namespaces.put(namespace, new Standing(before.admitted() + 1, before.refused()));
                count(pods, admitted.profile(), "admitted");
            }
            case Judgement.Denied denied -> {
                Refused refused = new Refused(pod, denied);
                List<Refused> all = new ArrayList<>(before.refused());
                all.add(refused);
                namespaces.put(namespace, new Standing(before.admitted(), all));
                count(pods, denied.profile(), "denied");
                refused.findings()
                        .map(finding -> finding.check().id())
                        .distinct()
                        .forEach(check -> count(findings, denied.profile(), check));
            }
            case Judgement.Skipped skipped -> {}
            case Judgement.Unjudged unjudged -> {}
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
        return namespaces;
    }

    /// How many pods, by profile and verdict.
    public Map<ByProfile, Integer> pods() {
        return pods;
    }

    /// How many pods are denied, by profile and check.
    public Map<ByProfile, Integer> findings() {
        return findings;
    }
}
