package dev.sudosafe.audit;

import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.dryrun.PodInFile;
import dev.sudosafe.engine.Decision;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Counts of a survey.
public final class Tally {

    private final SortedMap<String, Counts> namespaces = new TreeMap<>();
    private final SortedMap<String, Counts> checks = new TreeMap<>();
    private final Map<Change, Integer> changes = new EnumMap<>(Change.class);

    /// How many are denied and admitted, today and then. Of a check: how many it denies.
    public static final class Counts {

        private int deniedToday;
        private int deniedThen;
        private int admittedToday;
        private int admittedThen;

        public int deniedToday() {
            return deniedToday;
        }

        public int deniedThen() {
            return deniedThen;
        }

        public int admittedToday() {
            return admittedToday;
        }

        public int admittedThen() {
            return admittedThen;
        }
    }

    public void add(Comparison comparison) {
        Counts here = counts(namespaces, comparison.then().origin().namespace());
        here.deniedToday += isDenied(comparison.today());
        here.deniedThen += isDenied(comparison.then());
        here.admittedToday += isAdmitted(comparison.today());
        here.admittedThen += isAdmitted(comparison.then());
        checks(comparison.today()).forEach(check -> counts(checks, check).deniedToday++);
        checks(comparison.then()).forEach(check -> counts(checks, check).deniedThen++);
        comparison.change().ifPresent(change -> changes.merge(change, 1, Integer::sum));
    }

    public SortedMap<String, Counts> namespaces() {
        return namespaces;
    }

    public SortedMap<String, Counts> checks() {
        return checks;
    }

    public Map<Change, Integer> changes() {
        return changes;
    }

    private static Counts counts(SortedMap<String, Counts> by, String key) {
        return by.computeIfAbsent(key, missing -> new Counts());
    }

    private static int isDenied(Outcome outcome) {
        return outcome.judgement().isDenied() ? 1 : 0;
    }

    private static int isAdmitted(Outcome outcome) {
        return outcome.judgement().isAdmitted() ? 1 : 0;
    }

    private static Stream<String> checks(Outcome outcome) {
        return outcome.judgement() instanceof Judgement.Decided(PodInFile _, Decision.Denied denied)
                ? denied.checks()
                : Stream.empty();
    }
}
