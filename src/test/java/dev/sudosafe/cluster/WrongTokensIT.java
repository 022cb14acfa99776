package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.load.DoorCaller;
import dev.sudosafe.web.DoorClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Somebody tries ten thousand tokens, with a real API server to look at them, while pods are created.
class WrongTokensIT {

    private static final int TOKENS = 10_000;
    private static final int TOKENS_A_SECOND = 500;
    private static final int REVIEWS_A_SECOND = 200;

    /// The bar on an idle machine is 1.2.
    private static final double BAR = 3 * 1.2;

    private static final String REVIEW = """
            {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "1", "operation": "CREATE",
            "kind": {"group": "", "version": "v1", "kind": "Pod"},
            "resource": {"group": "", "version": "v1", "resource": "pods"}, "namespace": "dev",
            "userInfo": {"username": "ann"}, "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"},
            "spec": {"containers": [{"name": "workspace", "image": "tools"}]}}}}""";

    @Test
    void none_gets_in_and_reviews_hardly_notice() throws Exception {
        try (ApiServer apiServer = ApiServer.start()) {
            Granted.install(apiServer);
            try (SudosafeProcess sudosafe = Granted.startWarm(apiServer, Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true"));
                    HttpClient client = HttpClient.newBuilder()
                            .sslContext(DoorClient.of(sudosafe).tls())
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()) {
                median(sudosafe, 2000);
                double before = median(sudosafe, 2000);
                CompletableFuture<SortedMap<Integer, Integer>> flood =
                        CompletableFuture.supplyAsync(() -> flood(client, sudosafe.url()));
                double during = median(sudosafe, TOKENS / TOKENS_A_SECOND * REVIEWS_A_SECOND * 9 / 10);
                SortedMap<Integer, Integer> answers = flood.get(5, TimeUnit.MINUTES);
                double after = median(sudosafe, 2000);

                System.out.printf(
                        "%d wrong tokens: %s; review: %.2f ms before, %.2f ms during, %.2f ms after%n",
                        TOKENS, answers, before, during, after);
                assertThat(answers.keySet()).isSubsetOf(401, 429);
                assertThat(answers.values().stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(TOKENS);
                assertThat(answers.get(401)).isPositive();
                assertThat(during).isLessThan(BAR * Math.max(before, after));
            }
        }
    }

    /// Answers by their status.
    private static SortedMap<Integer, Integer> flood(HttpClient client, String url) {
        SortedMap<Integer, Integer> answers = new TreeMap<>();
        long start = System.nanoTime();
        for (int i = 0; i < TOKENS; i++) {
            awaitTurn(start, i, TOKENS_A_SECOND);
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/dry-run"))
                    .header("Authorization", "Bearer wrong-token-" + i)
                    .header("Content-Type", "application/yaml")
                    .POST(HttpRequest.BodyPublishers.ofString("a: b"))
                    .build();
            try {
                answers.merge(
                        client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode(),
                        1,
                        Integer::sum);
            } catch (IOException | InterruptedException e) {
                answers.merge(0, 1, Integer::sum);
            }
        }
        return answers;
    }

    /// In milliseconds, of reviews at a fixed rate.
    private static double median(SudosafeProcess sudosafe, int reviews) throws IOException {
        double[] times = new double[reviews];
        try (DoorCaller caller = new DoorCaller(
                DoorClient.of(sudosafe).tls(),
                URI.create(sudosafe.url() + "/validate/default"),
                REVIEW,
                answer -> answer.contains("\"allowed\":false"),
                DoorCaller.Reuse.KEPT)) {
            long start = System.nanoTime();
            for (int i = 0; i < reviews; i++) {
                awaitTurn(start, i, REVIEWS_A_SECOND);
                long called = System.nanoTime();
                caller.call();
                times[i] = (System.nanoTime() - called) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[reviews / 2];
    }

    private static void awaitTurn(long start, int number, int perSecond) {
        long wait = start + number * 1_000_000_000L / perSecond - System.nanoTime();
        if (wait > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
