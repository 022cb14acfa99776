package dev.sudosafe.property;

import dev.sudosafe.check.Finding;
import dev.sudosafe.openapi.LeafCounts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the cases of one thread came to: whether they tried what they are meant to try.
public final class Tally {

    private final LeafCounts leaves = new LeafCounts();
    private final SortedMap<String, Long> fired = new TreeMap<>();
    private long cases;
    private final AtomicLong reviews = new AtomicLong();
    private long admitted;
    private long dangers;

    void addReviews(int count) {
        reviews.addAndGet(count);
    }

    void addReview(List<Finding> findings) {
        reviews.incrementAndGet();
        findings.stream()
                .map(finding -> finding.check().id())
                .distinct()
                .forEach(check -> fired.merge(check, 1L, Long::sum));
    }

    void addCase(Case it) {
        cases++;
        leaves.add(it.pod());
    }

    void addAdmitted() {
        admitted++;
    }

    void addDanger() {
        dangers++;
    }

    public void add(Tally other) {
        cases += other.cases;
        reviews.addAndGet(other.reviews());
        admitted += other.admitted;
        dangers += other.dangers;
        leaves.add(other.leaves);
        other.fired.forEach((check, count) -> fired.merge(check, count, Long::sum));
    }

    public long cases() {
        return cases;
    }

    /// Calls of a door; may be asked by another thread meanwhile.
    public long reviews() {
        return reviews.get();
    }

    /// Pods that a strict door admitted, of one a case.
    public long admitted() {
        return admitted;
    }

    /// Pods that the oracle calls a danger, of one a case.
    public long dangers() {
        return dangers;
    }

    public LeafCounts leaves() {
        return leaves;
    }

    /// In how many reviews a check had something to say.
    public long fired(String check) {
        return fired.getOrDefault(check, 0L);
    }
}
