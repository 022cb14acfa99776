package dev.sudosafe.web;

import static dev.sudosafe.web.Reviews.PLAIN;
import static dev.sudosafe.web.Reviews.creation;
import static dev.sudosafe.web.Reviews.injected;
import static dev.sudosafe.web.Reviews.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.SudosafeProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A legal review can be large; many of them at once, and clients that stall or go away, must not keep small ones
/// waiting nor fill a small heap.
class LargeBodiesIT {

    private static final int MEBI = 1024 * 1024;
    private static final String JSON = "Content-Type: application/json";

    /// Generous: a small review takes a few milliseconds.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static SudosafeProcess process;
    private static DoorClient doors;

    @BeforeAll
    static void start() {
        process = SudosafeProcess.startWarm(Map.of("JDK_JAVA_OPTIONS", "-Xmx160m"));
        doors = DoorClient.of(process);
    }

    @AfterAll
    static void stop() {
        String log = process.log();
        process.close();

        assertThat(log).doesNotContain("ERROR", "OutOfMemory");
    }

    @Test
    void a_finalizer_can_be_taken_off_a_pod_whose_review_has_12_megabytes() {
        String after = largePod(1_000_000);
        String before = after.replace("\"name\":\"web\"", "\"name\":\"web\",\"finalizers\":[\"example.com/hold\"]");
        byte[] body = utf8(update(before, after));

        Response answer = doors.post("/validate/default", body);

        assertThat(body).hasSizeBetween(12_000_000, 12_100_000);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getBoolean("response.allowed")).isTrue();
    }

    @Test
    void a_body_of_33_mebibytes_is_too_large() {
        expectTooLarge(doors.post("/validate/default", new byte[33 * MEBI]));
    }

    @Test
    void a_chunked_body_of_33_mebibytes_is_too_large() throws IOException {
        try (SSLSocket socket = doors.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(HttpHead.post("/validate/default", JSON, "Transfer-Encoding: chunked"));
            for (int chunk = 0; chunk < 33; chunk++) {
                out.write(utf8("100000\r\n"));
                out.write(new byte[MEBI]);
                out.write(utf8("\r\n"));
            }
            out.write(utf8("0\r\n\r\n"));

            assertThat(HttpHead.status(socket.getInputStream())).isEqualTo(413);
        }
    }

    @Test
    void a_chunked_review_is_answered() throws IOException {
        byte[] review = utf8(creation(PLAIN));
        try (SSLSocket socket = doors.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(HttpHead.post("/validate/default", JSON, "Transfer-Encoding: chunked"));
            out.write(utf8(Integer.toHexString(review.length) + "\r\n"));
            out.write(review);
            out.write(utf8("\r\n0\r\n\r\n"));

            assertThat(HttpHead.status(socket.getInputStream())).isEqualTo(200);
        }
    }

    @Test
    void twenty_large_reviews_are_answered_beside_small_ones_and_a_client_that_stalls_is_given_up()
            throws IOException, InterruptedException, ExecutionException {
        byte[] large = utf8(update(largePod(666_000), largePod(666_000)));
        assertThat(large).hasSizeGreaterThan(7_900_000);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                SSLSocket stalled = halfSent(large)) {
            List<Future<Integer>> answers = IntStream.range(0, 20)
                    .mapToObj(client -> clients.submit(
                            () -> doors.post("/validate/default", large).statusCode()))
                    .toList();
            for (int client = 0; client < 3; client++) {
                halfSent(large).close();
                reset(halfSent(large));
            }
            Duration slowest = slowestSmallReviewUntil(answers);

            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
            assertThat(slowest).isLessThan(AT_ONCE);
            assertThat(HttpHead.status(stalled.getInputStream())).isEqualTo(408);
            assertThat(stalled.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Duration slowestSmallReviewUntil(List<Future<Integer>> done) throws InterruptedException {
        Duration slowest = Duration.ZERO;
        do {
            Instant start = Instant.now();
            assertThat(doors.mutate("default", creation(PLAIN)).statusCode()).isEqualTo(200);
            Duration took = Duration.between(start, Instant.now());
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            Thread.sleep(20);
        } while (!done.stream().allMatch(Future::isDone));
        return slowest;
    }

    private static SSLSocket halfSent(byte[] body) throws IOException {
        SSLSocket socket = doors.connect();
        socket.getOutputStream().write(HttpHead.post("/validate/default", JSON, "Content-Length: " + body.length));
        // More than this would wait in a full socket buffer for the request's turn.
        socket.getOutputStream().write(body, 0, 32 * 1024);
        return socket;
    }

    /// Ends the connection without a farewell, as when a machine dies.
    private static void reset(SSLSocket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// The API server escapes `<` to six bytes, so that a pod that etcd can hold becomes this.
    private static String largePod(int characters) {
        String variable = ",\"env\":[{\"name\":\"PAGE\",\"value\":\"" + "\\u003c".repeat(characters) + "\"}]";
        String managed = "{\"name\":\"web\",\"managedFields\":[{\"manager\":\"kubectl\",\"fieldsV1\":{\"f:spec\":{}}}]";
        return injected(variable, "").replace("{\"name\":\"web\"", managed);
    }

    private static void expectTooLarge(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.jsonPath().getString("reason")).isEqualTo("RequestEntityTooLarge");
        assertThat(answer.jsonPath().getString("message")).contains("32 MiB");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
