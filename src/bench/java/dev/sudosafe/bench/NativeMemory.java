package dev.sudosafe.bench;

import dev.sudosafe.cluster.Program;
import dev.sudosafe.performance.MemoryData.Category;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a JVM that tracks its native memory says of itself to jcmd.
final class NativeMemory {

    static final String FLAG = "-XX:NativeMemoryTracking=summary";

    private static final double KIB_PER_MIB = 1024;

    private static final Pattern CATEGORY =
            Pattern.compile("(?m)^-\\s+(.+?) \\(reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern TOTAL = Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");

    /// Every generation of every collector.
    private static final Pattern HEAP_USED = Pattern.compile("(?m)^(?!\\s*(?:Metaspace|class space)).*\\btotal\\b.*used (\\d+)K");

    private NativeMemory() {}

    /// Without what is not committed at all.
    static List<Category> categories(long pid) {
        return CATEGORY.matcher(ask(pid, "VM.native_memory", "summary"))
                .results()
                .map(result -> new Category(result.group(1), mib(result.group(2))))
                .filter(category -> category.committedMib() > 0)
                .toList();
    }

    static double total(long pid) {
        Matcher total = TOTAL.matcher(ask(pid, "VM.native_memory", "summary"));
        if (!total.find()) {
            throw new IllegalStateException("process " + pid + " does not track its native memory");
        }
        return mib(total.group(1));
    }

    static double heapUsed(long pid) {
        return Bench.rounded(HEAP_USED
                .matcher(ask(pid, "GC.heap_info"))
                .results()
                .mapToDouble(result -> Double.parseDouble(result.group(1)) / KIB_PER_MIB)
                .sum());
    }

    static double heapAfterCollection(long pid) {
        ask(pid, "GC.run");
        return heapUsed(pid);
    }

    private static double mib(String kib) {
        return Bench.rounded(Double.parseDouble(kib) / KIB_PER_MIB);
    }

    private static String ask(long pid, String... command) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        line.addAll(List.of(command));
        return Program.run(line, Map.of(), "", Duration.ofMinutes(1)).require();
    }
}
