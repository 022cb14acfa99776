package dev.sudosafe.soak;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A property that does not hold, or that takes too long to try.
///
/// @param seed of the case that shows it
record Failure(String property, long seed, Throwable cause) {

    @Override
    public String toString() {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return "%s%nagain with: make generate SEED=%d CASES=1%n%s".formatted(property, seed, trace);
    }
}
