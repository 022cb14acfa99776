package dev.sudosafe.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.check.Platform;
import dev.sudosafe.check.PlatformHint;
import dev.sudosafe.check.PlatformHints;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.ApiServer;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.PlatformPages;
import dev.sudosafe.fixture.PlatformPod;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.ContainerKind;
import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.WorkspaceProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pods as platforms create them, under the profile that the chart has ready for the platform.
class PlatformsTest {

    static Stream<PlatformPod> admitted() {
        return PlatformPod.all().filter(pod -> List.of("allow", "warn").contains(pod.kind()));
    }

    static Stream<PlatformPod> workspaces() {
        return PlatformPod.all().filter(pod -> !pod.kind().equals("other"));
    }

    static Stream<PlatformPod> others() {
        return PlatformPod.all().filter(pod -> pod.kind().equals("other"));
    }

    static List<String> platforms() {
        return PlatformPod.platforms();
    }

    @ParameterizedTest
    @MethodSource("workspaces")
    void the_ready_profile_selects_the_platforms_workspaces(PlatformPod file) {
        assertThat(reviewer(file).selects(new PodView(file.pod()))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void the_ready_profile_leaves_the_platforms_other_pods_alone(PlatformPod file) {
        assertThat(reviewer(file).selects(new PodView(file.pod()))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("admitted")
    void a_workspace_gets_isolation_sudo_and_docker(PlatformPod file) {
        PodView injected = new PodView(injected(file));
        WorkspaceProfile.Spec profile = reviewer(file).profile().spec();

        assertThat(injected.spec().at("hostUsers").isFalse()).isTrue();
        assertThat(injected.containers())
                .filteredOn(container -> container.kind() == ContainerKind.INIT)
                .first()
                .returns("sudosafe-docker", ContainerView::name);
        assertThat(injected.containers().stream().filter(profile::isWorkspace))
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(container
                                    .securityContext()
                                    .at("allowPrivilegeEscalation")
                                    .isTrue())
                            .isTrue();
                    assertThat(container.at("env").value().toString()).contains("DOCKER_HOST");
                });
    }

    @ParameterizedTest
    @MethodSource("workspaces")
    void what_is_found_names_the_platforms_setting(PlatformPod file) {
        Findings found = found(file, injected(file));

        matches(found.denied(), file.denied());
        matches(found.warned(), file.warned());
        assertThat(file.kind())
                .isEqualTo(file.denied().isEmpty() ? file.warned().isEmpty() ? "allow" : "warn" : "deny");
    }

    @ParameterizedTest
    @MethodSource("admitted")
    void the_injection_warns_of_what_the_file_says(PlatformPod file) {
        assertThat(reviewer(file).mutate(new PodView(file.pod())).warnings()).isEqualTo(file.notes());
    }

    @ParameterizedTest
    @MethodSource("workspaces")
    void once_stored_the_pod_is_injected_with_nothing_more(PlatformPod file) {
        JsonNode stored = ApiServer.limited(ApiServer.stored(injected(file)));
        assertThat(patch(reviewer(file), stored).ops()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void a_ready_profile_has_pods_and_a_page(String platform) {
        assertThat(PlatformPod.all().filter(pod -> pod.platform().equals(platform)))
                .extracting(PlatformPod::kind)
                .contains("allow", "deny");
        assertThat(Path.of("docs", "platforms", platform + ".md")).exists();
    }

    @Test
    void every_folder_of_pods_has_a_values_file_and_every_pod_a_source() {
        assertThat(PlatformPod.withPods()).isEqualTo(PlatformPod.platforms());
        assertThat(PlatformPod.all())
                .allSatisfy(pod -> assertThat(pod.sources()).isNotEmpty());
    }

    @Test
    void every_hint_is_given_for_the_pod_of_its_platform() {
        Set<String> told = workspaces()
                .map(file -> found(file, injected(file)))
                .flatMap(found -> Stream.of(Action.values()).map(found::by).flatMap(List::stream))
                .map(Finding::remedy)
                .collect(Collectors.toSet());
        assertThat(PlatformHints.all()).extracting(PlatformHint::text).allMatch(told::contains);
    }

    @Test
    void every_platform_that_hints_know_has_a_ready_profile() {
        assertThat(PlatformPod.platforms())
                .containsAll(Platform.all().stream().map(Platform::id).toList());
    }

    private static void matches(List<Finding> findings, Map<String, String> remedies) {
        assertThat(findings.stream().map(finding -> finding.check().id()).distinct())
                .as("%s", findings.stream().map(Finding::reason).toList())
                .containsExactlyInAnyOrderElementsOf(remedies.keySet());
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.remedy())
                        .contains(remedies.getOrDefault(finding.check().id(), "?")));
    }

    private static Findings found(PlatformPod file, JsonNode injected) {
        return reviewer(file).findings(PodChange.create(ApiServer.stored(injected)));
    }

    private static JsonNode injected(PlatformPod file) {
        return patch(reviewer(file), file.pod()).applyTo(file.pod());
    }

    private static JsonPatch patch(Reviewer reviewer, JsonNode pod) {
        return switch (reviewer.mutate(new PodView(pod))) {
            case Decision.Injected injected -> injected.patch();
            case Decision.Skipped skipped -> skipped.patch();
            case Decision.Admitted admitted -> admitted.patch();
            case Decision.Denied denied -> throw new AssertionError(denied.message());
            case Decision.Malformed malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static Reviewer reviewer(PlatformPod file) {
        return new Reviewer(Generations.first(profile(file.platform())), file::facts);
    }

    private static WorkspaceProfile profile(String platform) {
        return PlatformPages.profile(
                Documents.tree(Documents.text(PlatformPod.values(platform))).at("/profiles/0"));
    }
}
