package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.facts.ClusterFacts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReviewMetricsTest {

    private static final String REVIEWS = "sudosafe.admission.reviews";
    private static final String DANGEROUS = Reviews.pod(
            "{\"hostPID\":true,\"hostIPC\":true,\"containers\":[{\"name\":\"workspace\",\"image\":\"tools\"}]}");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveProfiles profiles = new LiveProfiles(() -> ClusterFacts.NONE);
    private final ReviewMetrics metrics = new ReviewMetrics(registry, profiles);
    private final AdmissionService admission = new AdmissionService(profiles);

    @Test
    void an_injection_is_counted_by_isolation() throws NotAReviewException {
        review(Door.MUTATE, "default", Reviews.creation(Reviews.PLAIN));

        assertThat(count("sudosafe.injections", "profile", "default", "isolation", "UserNamespace"))
                .isEqualTo(1);
        assertThat(count(REVIEWS, "door", "mutate", "verdict", "injected")).isEqualTo(1);
    }

    @Test
    void an_admission_is_counted() throws NotAReviewException {
        review(Door.VALIDATE, "default", Reviews.creation(Reviews.injected("", "")));

        assertThat(count(REVIEWS, "door", "validate", "operation", "CREATE", "resource", "pods", "verdict", "admitted"))
                .isEqualTo(1);
    }

    @Test
    void a_denial_counts_each_check_once_however_much_it_found() throws NotAReviewException {
        review(Door.VALIDATE, "default", Reviews.creation(DANGEROUS));

        assertThat(count(REVIEWS, "verdict", "denied")).isEqualTo(1);
        assertThat(count("sudosafe.admission.findings", "check", "host-namespaces", "action", "deny"))
                .isEqualTo(1);
    }

    @Test
    void a_profile_that_is_not_in_force_is_no_label() throws NotAReviewException {
        review(Door.VALIDATE, "made-up-by-a-caller", Reviews.creation(Reviews.PLAIN));

        assertThat(count(REVIEWS, "profile", "", "verdict", "unavailable")).isEqualTo(1);
    }

    @Test
    void an_operation_that_no_api_server_knows_is_no_label() throws NotAReviewException {
        review(Door.VALIDATE, "default", Reviews.review("MADE-UP", "\"object\":" + Reviews.PLAIN));

        assertThat(count(REVIEWS, "operation", "other", "verdict", "malformed")).isEqualTo(1);
    }

    @Test
    void no_label_holds_the_name_of_a_pod_or_namespace() throws NotAReviewException {
        review(Door.MUTATE, "default", Reviews.creation(Reviews.PLAIN));
        review(Door.VALIDATE, "default", Reviews.creation(DANGEROUS));

        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(tag -> tag.getValue())
                .doesNotContain("web", "dev");
    }

    @Test
    void a_request_that_is_no_review_is_counted_by_its_status() {
        metrics.begin();
        metrics.end(413);

        assertThat(count("sudosafe.admission.requests.refused", "code", "413")).isEqualTo(1);
    }

    private void review(Door door, String profile, String review) throws NotAReviewException {
        metrics.count(admission.review(door, profile, review.getBytes(StandardCharsets.UTF_8)));
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }
}
