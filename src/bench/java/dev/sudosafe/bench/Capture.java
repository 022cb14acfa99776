package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.cluster.ApiServer;
import dev.sudosafe.cluster.Chart;
import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// Sends the pods through a real API server with the chart's webhooks, and keeps what it asks the two doors.
final class Capture {

    private Capture() {}

    static void run() throws IOException {
        try (Servers servers = Servers.start(ApiServer.start());
                RunningServer sudosafe = servers.sudosafe(ServerCommand.found());
                RecordingServer recorder = RecordingServer.before(sudosafe, servers.pair())) {
            // Without Pod Security of the API server itself, which would refuse first.
            Kubectl kubectl = servers.apiServer.kubectl();
            kubectl.run("label", "namespace", Servers.NAMESPACE, "pod-security.kubernetes.io/enforce-")
                    .require();
            String caBundle = Base64.getEncoder().encodeToString(Files.readAllBytes(servers.certificate()));
            String webhooks =
                    Chart.admission(recorder.url(), caBundle, Cluster.DEFAULT_PROFILES, "{}");
            kubectl.withInput(webhooks, "apply", "-f", "-").require();
            Files.createDirectories(Review.FOLDER);
            for (Review review : Review.ALL) {
                recorder.forget();
                capture(review, kubectl, recorder);
            }
        }
    }

    private static void capture(Review review, Kubectl kubectl, RecordingServer recorder) throws IOException {
        JsonNode pod = Pods.of(review);
        Output output = kubectl.withInput(pod.toString(), "create", "-f", "-");
        if (output.succeeded() != (review.findings() == 0) || recorder.bodies("/validate").isEmpty()) {
            throw new IllegalStateException(review.name() + ": " + output.out() + output.err());
        }
        // The first of the mutating door: later ones see what others have changed since.
        Files.write(review.mutating(), recorder.bodies("/mutate").getFirst());
        Files.write(review.validating(), recorder.bodies("/validate").getLast());
        Bench.log(
                "%s: %d bytes to the mutating door, %d to the validating one",
                review.name(), size(review.mutating()), size(review.validating()));
    }

    private static long size(Path file) throws IOException {
        return Files.size(file);
    }
}
