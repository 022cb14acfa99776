package dev.sudosafe.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Golden;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes at both doors: an answer, or the one exception that says they are no review.
class ReviewFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Reviewer REVIEWER = new Reviewer(Generations.first(WorkspaceProfile.builtIn()));
    private static final AdmissionService SERVICE = new AdmissionService(profile -> Optional.of(REVIEWER));

    static Stream<byte[]> seeds() {
        return Golden.all().stream().map(golden -> """
                        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"7","kind":\
                        {"kind":"Pod"},"operation":"UPDATE","object":%1$s,"oldObject":%1$s}}""".formatted(golden.pod()).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "150s")
    void any_bytes_are_answered_or_refused(byte[] body) throws IOException {
        for (Door door : Door.values()) {
            try {
                JsonNode response = JSON.readTree(
                                SERVICE.review(door, "default", body).answer())
                        .path("response");
                assertThat(response.path("uid").asText()).isNotEmpty();
                assertThat(response.path("allowed").isBoolean()).isTrue();
            } catch (NotAReviewException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}
