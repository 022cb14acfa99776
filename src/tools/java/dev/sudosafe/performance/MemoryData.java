package dev.sudosafe.performance;

import java.util.List;
import java.util.Optional;

/// What the process' memory is used for, by the JVM's Native Memory Tracking.
public record MemoryData(Machine machine, String flags, List<State> states) {

    public static final String IDLE = "idle";
    public static final String LOADED = "under full load";

    /// @param heapUsedMib what of the heap is in use at this moment
    public record State(
            String name, double residentMib, double peakMib, double heapUsedMib, List<Category> categories) {}

    public record Category(String name, double committedMib) {}

    Optional<State> state(String name) {
        return states.stream().filter(state -> state.name().equals(name)).findFirst();
    }
}
