package dev.sudosafe.admission;

import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes to read a review of a GitLab workspace, as an API server sends it, and to write the answers.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class CodecBenchmark {

    private static final Path REVIEWS = Path.of("src", "bench", "resources", "reviews");
    private static final String UID = "705ab4f5-6393-11e8-b7cc-42010a800002";

    private byte[] review = {};
    private Reply patched = Reply.PASSED;

    @Setup
    public void prepare() throws IOException, NotAReviewException {
        review = Files.readAllBytes(REVIEWS.resolve("gitlab.mutate.json"));
        Reviewer reviewer = new Reviewer(Generations.first(WorkspaceProfile.builtIn()));
        patched = new Reply.Judged(
                reviewer.mutate(new PodView(ReviewParser.parse(review).object())));
    }

    @Benchmark
    public Object parse() throws NotAReviewException {
        return ReviewParser.parse(review);
    }

    @Benchmark
    public byte[] writePassed() {
        return ReviewWriter.write(UID, Reply.PASSED);
    }

    @Benchmark
    public byte[] writePatch() {
        return ReviewWriter.write(UID, patched);
    }
}
