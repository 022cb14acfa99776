package dev.sudosafe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a process has used so far, as Linux counts it.
///
/// @param cpuMicros user and system
/// @param residentMib now
/// @param peakMib the most since its start
record ProcessUsage(long cpuMicros, double residentMib, double peakMib) {

    /// Linux shows a hundredth of a second to programs on every architecture that we know.
    private static final long MICROS_PER_TICK = 10_000;

    static ProcessUsage of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(folder.resolve("stat"));
        // The second field, the name in brackets, may have spaces; the next one is the third.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        return new ProcessUsage(ticks * MICROS_PER_TICK, status(folder, "VmRSS:"), status(folder, "VmHWM:"));
    }

    private static double status(Path folder, String field) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
