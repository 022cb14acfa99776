package dev.sudosafe.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.conformance.Differences.Relaxation;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// What an API server that enforces `baseline` and both doors of the built-in profile make of the same random pods.
///
/// @param seed of the first pod
/// @param refusedByBoth with each violation answered by our check of the same field, or by a relaxation
/// @param admittedByBoth pods that neither refuses
/// @param relaxed pods that only the API server refuses, as a relaxation says
/// @param stricter pods that only we refuse
/// @param violations that the API server found, by our check of the same field
/// @param relaxations how often each was made use of, by its reason
/// @param stricterBy the checks of the pods that only we refuse
record Comparison(
        long seed,
        int pods,
        int refusedByBoth,
        int admittedByBoth,
        int relaxed,
        int stricter,
        SortedMap<String, Integer> violations,
        SortedMap<String, Integer> relaxations,
        SortedMap<String, Integer> stricterBy) {

    static final Path FILE = Path.of("src/test/conformance/comparison.yaml");

    static Comparison read() {
        return new JsonMapper().convertValue(Documents.tree(Documents.text(FILE)), Comparison.class);
    }

    JsonNode json() {
        return new JsonMapper().valueToTree(this);
    }

    /// Compares pod by pod.
    static final class Tally {

        private final List<Relaxation> known;
        private final SortedMap<String, Integer> violations = new TreeMap<>();
        private final SortedMap<String, Integer> relaxations = new TreeMap<>();
        private final SortedMap<String, Integer> stricterBy = new TreeMap<>();
        private int refusedByBoth;
        private int admittedByBoth;
        private int relaxed;
        private int stricter;

        Tally(List<Relaxation> known) {
            this.known = known;
        }

        /// @param message of the API server's refusal
        /// @param checks that refuse the pod here
        /// @throws AssertionError if a violation is answered by no check, and by no relaxation
        void add(Optional<String> message, SortedSet<String> checks) {
            if (message.isPresent()) {
                Violation.all(message.get()).forEach(violation -> answer(violation, checks));
                refusedByBoth += checks.isEmpty() ? 0 : 1;
                relaxed += checks.isEmpty() ? 1 : 0;
            } else {
                checks.forEach(check -> stricterBy.merge(check, 1, Integer::sum));
                admittedByBoth += checks.isEmpty() ? 1 : 0;
                stricter += checks.isEmpty() ? 0 : 1;
            }
        }

        private void answer(Violation violation, SortedSet<String> checks) {
            violations.merge(violation.control().check(), 1, Integer::sum);
            if (!checks.contains(violation.control().check())) {
                Relaxation relaxation = known.stream()
                        .filter(candidate -> candidate.covers(violation))
                        .findFirst()
                        .orElseThrow(() ->
                                new AssertionError("only the API server refuses " + violation + "; we find " + checks));
                relaxations.merge(relaxation.why(), 1, Integer::sum);
            }
        }

        Comparison result(long seed, int pods) {
            return new Comparison(
                    seed, pods, refusedByBoth, admittedByBoth, relaxed, stricter, violations, relaxations, stricterBy);
        }
    }
}
