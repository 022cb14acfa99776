package dev.sudosafe.conformance;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What becomes of all of Kubernetes' own fixtures of Pod Security.
///
/// @param module its version
/// @param newest the policy version of `baseline` and `restricted`: 35 for `v1.35`
/// @param older the outcomes of `baseline` in all earlier versions
record Conformance(String module, int newest, List<Outcome> baseline, List<Outcome> restricted, List<Outcome> older) {

    /// Measured once; without the fixtures the test that asks is skipped, which must not happen in an initializer.
    static Conformance measure() {
        GoModule.folder(GoModule.POD_SECURITY_ADMISSION);
        return Measured.ONCE;
    }

    private static final class Measured {
        static final Conformance ONCE = now();
    }

    private static Conformance now() {
        List<Outcome> all = PodSecurityFixture.all().stream().map(Outcome::of).toList();
        int newest = all.stream()
                .mapToInt(outcome -> outcome.fixture().version())
                .max()
                .orElseThrow();
        Predicate<Outcome> isNewest = outcome -> outcome.fixture().version() == newest;
        Predicate<Outcome> isBaseline = outcome -> outcome.fixture().level().equals(PodSecurityFixture.BASELINE);
        return new Conformance(
                GoModule.version(GoModule.folder(GoModule.POD_SECURITY_ADMISSION)),
                newest,
                all.stream().filter(isNewest.and(isBaseline)).toList(),
                all.stream().filter(isNewest.and(isBaseline.negate())).toList(),
                all.stream().filter(isBaseline.and(isNewest.negate())).toList());
    }

    /// How many fixtures of `baseline` that are admitted each check warns of.
    SortedMap<String, Integer> warnings() {
        SortedMap<String, Integer> warnings = new TreeMap<>();
        baseline.stream()
                .filter(Outcome::isAdmitted)
                .forEach(outcome -> outcome.warnings().forEach(check -> warnings.merge(check, 1, Integer::sum)));
        return warnings;
    }

    static List<Outcome> failing(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> !outcome.fixture().passes()).toList();
    }

    static List<Outcome> passing(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.fixture().passes()).toList();
    }

    static long count(List<Outcome> outcomes, Predicate<Outcome> which) {
        return outcomes.stream().filter(which).count();
    }

    /// By what they try.
    static Map<String, List<Outcome>> byPrefix(List<Outcome> outcomes) {
        return outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.fixture().prefix(), TreeMap::new, Collectors.toList()));
    }
}
