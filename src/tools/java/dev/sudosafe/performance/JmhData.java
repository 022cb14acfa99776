package dev.sudosafe.performance;

import java.util.List;

/// What JMH says.
public record JmhData(Machine machine, List<Score> scores) {

    /// @param error half of the interval of 99.9 % confidence
    /// @param bytes allocated in each call
    public record Score(String name, double micros, double error, double bytes) {}
}
