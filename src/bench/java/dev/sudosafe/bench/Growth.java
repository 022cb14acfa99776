package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.AdmissionService.Reviewers;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.performance.GrowthData;
import dev.sudosafe.performance.GrowthData.Curve;
import dev.sudosafe.performance.GrowthData.Point;
import dev.sudosafe.performance.Measured;
import dev.sudosafe.performance.Spread;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How a review's time and allocation, bytes to bytes in this process, grow: with containers, with profiles, with the
/// body's size.
final class Growth {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int BATCHES = 9;
    private static final long BATCH_NANOS = 40_000_000;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_KIB = 1024;

    private static final List<Integer> CONTAINERS = List.of(1, 5, 10, 25, 50, 100, 200);
    private static final List<Integer> PROFILES = List.of(1, 10, 100, 1_000);
    private static final List<Integer> KIB = List.of(4, 16, 64, 256, 1024, 3072);

    /// What is measured at one point.
    private record Question(AdmissionService service, Door door, String profile, byte[] body) {

        int ask() {
            try {
                return service.review(door, profile, body).answer().length;
            } catch (NotAReviewException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Growth() {}

    static void run(Settings settings) throws IOException {
        AdmissionService judging = service(Profiles.builtIn());
        List<Curve> curves = new ArrayList<>();
        // Twice, as what the last curve needs is not compiled at the first one.
        for (int pass = 0; pass < 2; pass++) {
            curves.clear();
            curves.add(curve("containers", "mutate", CONTAINERS, count -> mutate(judging, containers(count))));
            curves.add(curve("containers", "validate", CONTAINERS, count -> validate(judging, containers(count))));
            curves.add(curve("containers", "no check, only read and answered", CONTAINERS, count -> parse(containers(count))));
            curves.add(curve("profiles", "validate", PROFILES, Growth::amongProfiles));
            curves.add(curve("KiB of the body", "mutate", KIB, kib -> mutate(judging, annotated(kib))));
            curves.add(curve("KiB of the body", "validate", KIB, kib -> validate(judging, annotated(kib))));
        }
        Measured.write("growth", new GrowthData(ThisMachine.describe(), List.copyOf(curves)));
    }

    private static Curve curve(String by, String name, List<Integer> values, IntFunction<Question> question) {
        return new Curve(
                by,
                name,
                values.stream()
                        .map(value -> point(value, question.apply(value)))
                        .toList());
    }

    private static Point point(int x, Question question) {
        int times = times(question);
        double[] micros = new double[BATCHES];
        double[] kib = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long started = System.nanoTime();
            ask(question, times);
            micros[batch] = (System.nanoTime() - started) / NANOS_PER_MICRO / times;
            kib[batch] = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / BYTES_PER_KIB / times;
        }
        return new Point(x, median(micros), median(kib));
    }

    /// So many that a batch is long beside what disturbs it; finding out is the warm-up.
    private static int times(Question question) {
        int times = 1;
        while (true) {
            long started = System.nanoTime();
            ask(question, times);
            if (System.nanoTime() - started > BATCH_NANOS) {
                return times;
            }
            times *= 2;
        }
    }

    private static void ask(Question question, int times) {
        int bytes = 0;
        for (int at = 0; at < times; at++) {
            bytes += question.ask();
        }
        if (bytes == 0) {
            throw new IllegalStateException("no answers");
        }
    }

    private static double median(double[] values) {
        return Bench.rounded(
                Spread.of(Arrays.stream(values)).orElseThrow().median());
    }

    private static AdmissionService service(Reviewer reviewer) {
        return new AdmissionService(profile -> Optional.of(reviewer));
    }

    private static Question mutate(AdmissionService service, byte[] body) {
        return new Question(service, Door.MUTATE, "default", body);
    }

    private static Question validate(AdmissionService service, byte[] body) {
        return new Question(service, Door.VALIDATE, "default", body);
    }

    /// A DELETE is passed, so that nothing is judged of what is read.
    private static Question parse(byte[] body) {
        String deletion = new String(body, StandardCharsets.UTF_8)
                .replace("\"operation\":\"CREATE\"", "\"operation\":\"DELETE\"");
        return new Question(
                service(Profiles.builtIn()), Door.VALIDATE, "default", deletion.getBytes(StandardCharsets.UTF_8));
    }

    private static Question amongProfiles(int count) {
        Map<String, Reviewer> all = IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(at -> "profile-" + at, at -> Profiles.builtIn()));
        Reviewers reviewers = name -> Optional.ofNullable(all.get(name));
        return new Question(
                new AdmissionService(reviewers), Door.VALIDATE, "profile-" + (count - 1), containers(1));
    }

    /// The small pod with more of its container.
    private static byte[] containers(int count) {
        ObjectNode review = small();
        ObjectNode workspace = (ObjectNode) review.at("/request/object/spec/containers/0");
        for (int at = 1; at < count; at++) {
            review.withArray("/request/object/spec/containers")
                    .add(workspace.deepCopy().put("name", "workspace-" + at));
        }
        return bytes(review);
    }

    /// The small pod with an annotation that makes the body as large.
    private static byte[] annotated(int kib) {
        ObjectNode review = small();
        int missing = Math.max(0, kib * 1024 - bytes(review).length);
        ((ObjectNode) review.at("/request/object/metadata"))
                .withObject("/annotations")
                .put("example.com/notes", "x".repeat(missing));
        return bytes(review);
    }

    private static ObjectNode small() {
        try {
            return (ObjectNode) JSON.readTree(Review.SMALL.validating().toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(JsonNode review) {
        return review.toString().getBytes(StandardCharsets.UTF_8);
    }
}
