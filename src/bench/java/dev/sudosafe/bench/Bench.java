package dev.sudosafe.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/// `make bench`. Arguments are the parts to measure; without any it is all but the soak.
final class Bench {

    /// What a part does.
    private interface Part {
        void run(Settings settings) throws Exception;
    }

    private static final Map<String, Part> PARTS = Map.of(
            "capture", settings -> Capture.run(),
            "doors", Doors::run,
            "start", Start::run,
            "creation", Creation::run,
            "growth", Growth::run,
            "jmh", settings -> Jmh.run(),
            "memory", Memory::run,
            "soak", Soak::run);

    private static final List<String> DEFAULT = List.of("doors", "start", "creation", "growth", "jmh", "memory");

    private Bench() {}

    public static void main(String... arguments) throws Exception {
        List<String> wanted = arguments.length == 0 ? DEFAULT : List.of(arguments);
        for (String name : wanted) {
            if (!PARTS.containsKey(name)) {
                throw new IllegalArgumentException("unknown part \"" + name + "\": expected one of " + PARTS.keySet());
            }
        }
        for (String name : wanted) {
            long started = System.nanoTime();
            log("%s", name);
            PARTS.getOrDefault(name, settings -> {}).run(Settings.read());
            log("%s took %d s", name, (System.nanoTime() - started) / 1_000_000_000);
        }
        // Libraries of the tests leave threads behind that are no daemons.
        System.exit(0);
    }

    static void log(String format, Object... values) {
        System.err.println("bench: " + format.formatted(values));
    }

    /// Four significant digits, which is more than there are.
    static double rounded(double value) {
        return value == 0 || !Double.isFinite(value)
                ? value
                : new BigDecimal(value)
                        .round(new MathContext(4))
                        .doubleValue();
    }
}
