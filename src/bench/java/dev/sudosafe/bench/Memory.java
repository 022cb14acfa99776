package dev.sudosafe.bench;

import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.performance.Measured;
import dev.sudosafe.performance.MemoryData;
import dev.sudosafe.performance.MemoryData.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What memory is used for, before any review and under a load of all of them.
final class Memory {

    private Memory() {}

    static void run(Settings settings) throws IOException {
        ServerCommand command = ServerCommand.found();
        try (Servers servers = Servers.start(ApiServer.start());
                RunningServer sudosafe = servers.sudosafe(command, NativeMemory.FLAG)) {
            List<State> states = new ArrayList<>();
            states.add(state(MemoryData.IDLE, sudosafe));
            for (Review review : Review.ALL) {
                Oha.saturate(sudosafe.url("/mutate/default"), review.mutating(), settings.seconds());
                Oha.saturate(sudosafe.url("/validate/default"), review.validating(), settings.seconds());
            }
            states.add(state(MemoryData.LOADED, sudosafe));
            Measured.write(
                    "memory",
                    new MemoryData(ThisMachine.describe(), String.join(" ", command.flags()), states));
        }
    }

    private static State state(String name, RunningServer server) throws IOException {
        long pid = server.process().pid();
        ProcessUsage usage = server.usage();
        return new State(
                name,
                Bench.rounded(usage.residentMib()),
                Bench.rounded(usage.peakMib()),
                NativeMemory.heapUsed(pid),
                NativeMemory.categories(pid));
    }
}
