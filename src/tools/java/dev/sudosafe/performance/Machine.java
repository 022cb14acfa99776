package dev.sudosafe.performance;

/// Where and with what something was measured.
///
/// @param commit of sudosafe
/// @param date as ISO 8601 has it
public record Machine(
        String cpu,
        int cores,
        String kernel,
        String java,
        String go,
        String kubernetes,
        String oha,
        String commit,
        String date) {}
