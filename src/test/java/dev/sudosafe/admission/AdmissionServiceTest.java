package dev.sudosafe.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POD = "{\"spec\": {\"containers\": [{\"name\": \"workspace\"}]}}";

    private static final String WORKSPACE = "sudosafe.dev/workspace";

    private final Reviewer reviewer = new Reviewer(Generations.first(WorkspaceProfile.builtIn()));
    private final AdmissionService service =
            new AdmissionService(profile -> profile.equals("default") ? Optional.of(reviewer) : Optional.empty());

    @Test
    void the_mutating_door_patches_a_new_pod() throws IOException, NotAReviewException {
        assertThat(review(Door.MUTATE, "CREATE", "\"object\": " + POD).has("patch"))
                .isTrue();
    }

    @Test
    void the_validating_door_judges_a_new_pod() throws IOException, NotAReviewException {
        JsonNode response = review(Door.VALIDATE, "CREATE", "\"object\": " + POD);

        assertThat(response.at("/status/message").asText()).contains("the pod missed its injection");
    }

    @Test
    void the_mutating_door_leaves_an_update_alone() throws IOException, NotAReviewException {
        JsonNode response = review(Door.MUTATE, "UPDATE", "\"object\": %1$s, \"oldObject\": %1$s".formatted(POD));

        assertThat(response).isEqualTo(JSON.readTree("{\"uid\": \"7\", \"allowed\": true}"));
    }

    @Test
    void the_validating_door_judges_an_update_by_what_it_adds() throws IOException, NotAReviewException {
        JsonNode response = review(Door.VALIDATE, "UPDATE", "\"object\": %s, \"oldObject\": %s".formatted("""
                        {"metadata": {"labels": {"sudosafe.dev/workspace": "true"}}, "spec": {}}""", POD));

        assertThat(response.at("/status/message").asText()).contains("no isolation that the profile allows");
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void an_update_without_an_old_object_is_refused(Door door) throws IOException, NotAReviewException {
        JsonNode response = review(door, "UPDATE", "\"object\": " + POD);

        assertThat(response.at("/status/code").intValue()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "CONNECT"})
    void what_no_entry_asks_for_is_admitted(String operation) throws IOException, NotAReviewException {
        assertThat(review(Door.VALIDATE, operation, "\"object\": null")
                        .path("allowed")
                        .booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void an_unknown_profile_is_refused_with_the_uid(Door door) throws IOException, NotAReviewException {
        JsonNode response = JSON.readTree(service.review(door, "other", body("CREATE", "\"object\": " + POD))
                        .answer())
                .path("response");

        assertThat(response.path("uid").asText()).isEqualTo("7");
        assertThat(response.at("/status/code").intValue()).isEqualTo(503);
    }

    @Test
    void what_is_no_review_is_nobodys_to_answer() {
        assertThatExceptionOfType(NotAReviewException.class)
                .isThrownBy(() -> service.review(Door.VALIDATE, "default", new byte[0]));
    }

    @Test
    void the_validating_door_warns_of_what_it_would_refuse_in_the_pods_of_a_workload()
            throws IOException, NotAReviewException {
        JsonNode response = template(Door.VALIDATE, "default", WORKSPACE, ", \"hostNetwork\": true");

        assertThat(response.path("allowed").booleanValue()).isTrue();
        assertThat(response.at("/warnings/0").asText())
                .isEqualTo("pods of this template would be refused by sudosafe profile \"default\":");
        assertThat(response.at("/warnings/1").asText()).contains(" at spec.template.spec.hostNetwork)");
        assertThat(response.at("/auditAnnotations/verdict").asText()).isEqualTo("pods would be refused");
        assertThat(response.at("/auditAnnotations/profile").asText()).isEqualTo("default");
    }

    @Test
    void a_workload_is_never_patched() throws IOException, NotAReviewException {
        assertThat(template(Door.VALIDATE, "default", WORKSPACE, "").has("patch"))
                .isFalse();
    }

    @Test
    void a_workload_whose_pods_are_admitted_gets_no_warning() throws IOException, NotAReviewException {
        JsonNode response = template(Door.VALIDATE, "default", WORKSPACE, "");

        assertThat(response.has("warnings")).isFalse();
        assertThat(response.at("/auditAnnotations/verdict").asText()).isEqualTo("pods would be admitted");
    }

    @Test
    void nothing_is_said_of_a_workload_whose_pods_are_no_workspaces() throws IOException, NotAReviewException {
        JsonNode response = template(Door.VALIDATE, "default", "other", ", \"hostNetwork\": true");

        assertThat(response).isEqualTo(JSON.readTree("{\"uid\": \"7\", \"allowed\": true, \"auditAnnotations\": {}}"));
    }

    @Test
    void a_malformed_template_is_admitted_with_a_warning() throws IOException, NotAReviewException {
        JsonNode response = template(Door.VALIDATE, "default", WORKSPACE, ", \"hostNetwork\": 1");

        assertThat(response.path("allowed").booleanValue()).isTrue();
        assertThat(response.at("/warnings/1").asText())
                .startsWith("malformed pod: spec.hostNetwork: expected a boolean");
    }

    @Test
    void a_workload_of_an_unknown_profile_is_admitted_with_a_warning() throws IOException, NotAReviewException {
        JsonNode response = template(Door.VALIDATE, "other", WORKSPACE, "");

        assertThat(response.path("allowed").booleanValue()).isTrue();
        assertThat(response.at("/warnings/1").asText()).startsWith("profile \"other\" is not known here");
    }

    @Test
    void a_workload_has_no_business_at_the_mutating_door() throws IOException, NotAReviewException {
        assertThat(template(Door.MUTATE, "default", WORKSPACE, "")
                        .at("/status/code")
                        .intValue())
                .isEqualTo(400);
    }

    private JsonNode template(Door door, String profile, String label, String spec)
            throws IOException, NotAReviewException {
        String body = """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                 "request": {"uid": "7", "kind": {"group": "apps", "kind": "Deployment"}, "operation": "CREATE",
                  "object": {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {
                   "metadata": {"labels": {"%s": "true"}},
                   "spec": {"containers": [{"name": "workspace", "image": "tools"}]%s}}}}}}""".formatted(label, spec);
        return JSON.readTree(service.review(door, profile, body.getBytes(StandardCharsets.UTF_8))
                        .answer())
                .path("response");
    }

    private JsonNode review(Door door, String operation, String objects) throws IOException, NotAReviewException {
        return JSON.readTree(service.review(door, "default", body(operation, objects))
                        .answer())
                .path("response");
    }

    private static byte[] body(String operation, String objects) {
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                 "request": {"uid": "7", "kind": {"kind": "Pod"}, "operation": "%s", %s}}""".formatted(operation, objects).getBytes(StandardCharsets.UTF_8);
    }
}
