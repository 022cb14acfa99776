package dev.sudosafe.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// What a review may cost, in figures that no clock has a part in.
///
/// @param review one of those that `make bench` measures with
/// @param bytes that are allocated from the review's bytes to the answer's, without the server around
/// @param reads of the pod's JSON objects in the engine
record Budget(String review, Door door, long bytes, long reads) {

    private static final Path REVIEWS = Path.of("src/bench/resources/reviews");
    private static final int WARM_UP = 300;
    private static final int MEASURED = 200;

    private static final Reviewer REVIEWER = new Reviewer(Generations.first(WorkspaceProfile.builtIn()));
    private static final AdmissionService ADMISSION = new AdmissionService(profile -> Optional.of(REVIEWER));

    /// What the same review costs now.
    Budget measured() throws IOException, NotAReviewException {
        byte[] body =
                Files.readAllBytes(REVIEWS.resolve(review + "." + door.name().toLowerCase(Locale.ROOT) + ".json"));
        return new Budget(review, door, bytes(body), reads(body));
    }

    private long bytes(byte[] body) throws NotAReviewException {
        run(body, WARM_UP);
        // The least of several: a compiler that has finished meanwhile may have removed an allocation, never added one.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = allocated();
            run(body, MEASURED);
            least = Math.min(least, (allocated() - before) / MEASURED);
        }
        return least;
    }

    private void run(byte[] body, int times) throws NotAReviewException {
        for (int i = 0; i < times; i++) {
            ADMISSION.review(door, "default", body);
        }
    }

    private long reads(byte[] body) throws IOException {
        JsonNode pod = new JsonMapper().readTree(body).at("/request/object");
        CountingTree tree = new CountingTree(pod);
        switch (door) {
            case MUTATE -> REVIEWER.mutate(new PodView(tree.root()));
            case VALIDATE -> REVIEWER.validate(PodChange.create(tree.root()));
        }
        return tree.reads();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
