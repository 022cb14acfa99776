package dev.sudosafe.soak;

import dev.sudosafe.property.Case;
import dev.sudosafe.property.Properties;
import dev.sudosafe.property.Property;
import dev.sudosafe.property.Tally;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Tries every property on one case after the other.
final class Worker implements Runnable {

    private final Supplier<OptionalLong> seeds;
    private final Collection<Failure> failures;
    private final Tally tally = new Tally();
    private volatile Doing doing = new Doing("nothing yet", 0, System.nanoTime());

    /// What is being tried since when.
    record Doing(String property, long seed, long since) {

        boolean takesOver(Duration limit) {
            return System.nanoTime() - since > limit.toNanos();
        }
    }

    /// @param seeds empty when it is time to end
    Worker(Supplier<OptionalLong> seeds, Collection<Failure> failures) {
        this.seeds = seeds;
        this.failures = failures;
    }

    Doing doing() {
        return doing;
    }

    /// To be read after the end, but for its count of reviews.
    Tally tally() {
        return tally;
    }

    @Override
    public void run() {
        for (OptionalLong seed = seeds.get(); seed.isPresent(); seed = seeds.get()) {
            tryAll(seed.getAsLong());
        }
    }

    private void tryAll(long seed) {
        attempt("the mutating door", seed, () -> {
            Case it = Case.of(seed, tally);
            Properties.ALL.forEach(property -> attempt(property, seed, it));
        });
    }

    private void attempt(Property property, long seed, Case it) {
        attempt(property.sentence(), seed, () -> property.check(it));
    }

    private void attempt(String what, long seed, Runnable trial) {
        doing = new Doing(what, seed, System.nanoTime());
        try {
            trial.run();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            failures.add(new Failure(what, seed, e));
        }
    }
}
