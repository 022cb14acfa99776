package dev.sudosafe.bench;

import dev.sudosafe.cluster.KubernetesBinaries;
import dev.sudosafe.cluster.Program;
import dev.sudosafe.performance.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Tells what a measurement was made with.
final class ThisMachine {

    private ThisMachine() {}

    static Machine describe() throws IOException {
        return new Machine(
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                output("go", "env", "GOVERSION"),
                KubernetesBinaries.VERSION,
                Files.readString(Path.of("src/test/programs/oha/version")).strip(),
                output("git", "rev-parse", "--short", "HEAD"),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static String cpu() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String output(String... command) {
        return Program.run(List.of(command), Map.of(), "", Duration.ofMinutes(1))
                .require()
                .strip();
    }
}
