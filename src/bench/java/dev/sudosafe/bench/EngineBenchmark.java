package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
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

/// How long a review of a GitLab workspace of 6 kB takes: in the engine, and from bytes to bytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class EngineBenchmark {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Reviewer reviewer = new Reviewer(Generations.first(WorkspaceProfile.builtIn()));
    private final AdmissionService service = new AdmissionService(profile -> Optional.of(reviewer));

    private JsonNode pod = JSON.nullNode();
    private JsonNode injected = JSON.nullNode();
    private byte[] creation = {};
    private byte[] validation = {};

    /// Reads the pod and makes its injected form.
    @Setup
    public void prepare() throws IOException {
        try (InputStream in = EngineBenchmark.class.getResourceAsStream("/dev/sudosafe/web/workspace.json")) {
            pod = JSON.readTree(Objects.requireNonNull(in));
        }
        if (!(reviewer.mutate(new PodView(pod)) instanceof Decision.Injected mutation)) {
            throw new IllegalStateException("the pod is not injected");
        }
        // As the API server sends it: parsed from bytes, not sharing nodes with the patch.
        injected = JSON.readTree(JSON.writeValueAsBytes(mutation.patch().applyTo(pod)));
        if (!(reviewer.validate(PodChange.create(injected)) instanceof Decision.Admitted)) {
            throw new IllegalStateException("the injected pod is not admitted");
        }
        creation = review(pod);
        validation = review(injected);
    }

    @Benchmark
    public Decision mutate() {
        return reviewer.mutate(new PodView(pod));
    }

    @Benchmark
    public Decision validate() {
        return reviewer.validate(PodChange.create(injected));
    }

    @Benchmark
    public byte[] mutateBytes() throws NotAReviewException {
        return service.review(Door.MUTATE, "default", creation).answer();
    }

    @Benchmark
    public byte[] validateBytes() throws NotAReviewException {
        return service.review(Door.VALIDATE, "default", validation).answer();
    }

    private static byte[] review(JsonNode pod) {
        return """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"705ab4f5","kind":\
                {"group":"","version":"v1","kind":"Pod"},"operation":"CREATE","object":%s}}""".formatted(pod)
                .getBytes(StandardCharsets.UTF_8);
    }
}
