package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.check.Checks;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CannedReviewTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{isolation: [{kind: Kata, runtimeClassName: kata-qemu}]}",
                "{isolation: [{kind: Sysbox, runtimeClassName: sysbox-runc}]}",
                "{isolation: [{kind: UserNamespace, runtimeClassName: crun}, {kind: Kata, runtimeClassName: kata-qemu}]}",
                "{sudo: Forbidden}",
                "{docker: {engine: None}}",
                "{podSelector: {}, docker: {engine: RootfulInUserNamespace, registryMirrors: ['https://mirror']}}",
                "{podSelector: {matchExpressions: [{key: team, operator: Exists}]}}",
                "{workspaceContainers: [tooling]}",
                "{docker: {storage: {ephemeral: {volumeClaimTemplate: {spec: {}}}}}}",
                "{policy: {action: Audit}}"
            })
    void what_the_mutating_door_makes_passes_the_validating_one(String spec) {
        assertThat(CannedReview.failure(reviewer(spec))).isEmpty();
    }

    @Test
    void the_review_for_the_port_is_one_that_is_answered() {
        assertThat(CannedReview.review().at("/request/object/spec/containers")).hasSize(1);
        assertThat(CannedReview.review().at("/request/uid").asText()).isEqualTo(CannedReview.UID);
    }

    @Test
    void the_workspace_for_the_warm_up_gets_an_isolation_by_the_mutating_door() {
        Decision decision =
                reviewer("{}").mutate(new PodView(CannedReview.workspace().at("/request/object")));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Injected.class,
                        injected -> assertThat(injected.isolation().kind()).isEqualTo("UserNamespace"));
    }

    @Test
    void the_mutated_workspace_has_all_that_the_validating_door_looks_for() {
        Reviewer reviewer = reviewer("{docker: {}}");
        JsonNode pod = CannedReview.mutatedWorkspace(reviewer).at("/request/object");

        assertThat(reviewer.validate(PodChange.create(pod))).isInstanceOf(Decision.Admitted.class);
        assertThat(pod.at("/spec/initContainers")).isNotEmpty();
    }

    @Test
    void the_reviews_of_the_warm_up_are_told_from_others() {
        assertThat(CannedReview.workspace().at("/request/uid").asText()).isEqualTo(CannedReview.UID);
    }

    private static Reviewer reviewer(String spec) {
        String text = """
                apiVersion: sudosafe.dev/v1alpha1
                kind: WorkspaceProfile
                metadata: {name: default}
                spec: %s
                """.formatted(spec);
        return switch (new ProfileReader(Checks.ids()).read("default.yaml", text)) {
            case ProfileResult.Accepted(var profile) -> new Reviewer(Generations.first(profile));
            case ProfileResult.Refused(var problems) -> throw new IllegalArgumentException(problems.toString());
        };
    }
}
