package dev.sudosafe.bench;

import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.performance.Measured;
import dev.sudosafe.performance.SoakData;
import dev.sudosafe.performance.SoakData.Minute;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A long time of load, all reviews through both doors in turn, with a look at memory after each minute.
final class Soak {

    /// At least, of load in a minute.
    private static final int SECONDS = 60;

    /// One review to one door.
    private record Question(String path, Path body) {}

    private Soak() {}

    static void run(Settings settings) throws IOException {
        ServerCommand command = ServerCommand.found();
        try (Servers servers = Servers.start(ApiServer.start());
                RunningServer sudosafe = servers.sudosafe(command, NativeMemory.FLAG)) {
            List<Minute> minutes = new ArrayList<>();
            long reviews = 0;
            for (int minute = 1; minute <= settings.minutes(); minute++) {
                reviews += minute(sudosafe, settings.rate());
                minutes.add(look(minute, reviews, sudosafe));
                // Each time, as an hour is long enough for something to end it.
                Measured.write(
                        "soak",
                        new SoakData(
                                ThisMachine.describe(),
                                String.join(" ", command.flags()),
                                settings.rate(),
                                minutes));
            }
        }
    }

    private static long minute(RunningServer server, int rate) throws IOException {
        List<Question> questions = questions();
        int seconds = Math.ceilDiv(SECONDS, questions.size());
        long reviews = 0;
        for (Question question : questions) {
            URI url = server.url(question.path());
            reviews += (rate == 0
                            ? Oha.saturate(url, question.body(), seconds)
                            : Oha.steady(url, question.body(), seconds, rate))
                    .requests();
        }
        return reviews;
    }

    private static List<Question> questions() {
        return Review.ALL.stream()
                .flatMap(review -> Stream.of(
                        new Question("/mutate/default", review.mutating()),
                        new Question("/validate/default", review.validating())))
                .toList();
    }

    private static Minute look(int minute, long reviews, RunningServer server) throws IOException {
        long pid = server.process().pid();
        double resident = Bench.rounded(server.usage().residentMib());
        Minute looked =
                new Minute(minute, reviews, resident, NativeMemory.heapAfterCollection(pid), NativeMemory.total(pid));
        Bench.log("minute %d: %s", minute, looked);
        return looked;
    }
}
