package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.sidecar.Sidecars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlatformHintsTest {

    private static final String BLOCKER = """
            metadata: {labels: {%s}}
            spec: {initContainers: [{name: %s, securityContext: {privileged: true}}]}
            """;

    static Stream<Fixture> creations() {
        return Fixture.all().stream()
                .filter(fixture -> fixture.change().before().isEmpty());
    }

    static List<PlatformHint> hints() {
        return PlatformHints.all();
    }

    @ParameterizedTest
    @CsvSource({
        "'component: singleuser-server', block-cloud-metadata, true",
        "'component: singleuser-server', own, false",
        "'component: hub', block-cloud-metadata, false",
        "'', block-cloud-metadata, false",
        "'actions-ephemeral-runner: \"True\"', dind, true",
        "'actions-ephemeral-runner: \"False\"', dind, false",
    })
    void a_hint_is_for_its_platform_and_its_container(String label, String container, boolean hinted) {
        PodView pod = new PodView(Documents.tree(BLOCKER.formatted(label, container)));
        List<Finding> found = new ArrayList<>();
        new PrivilegedContainers()
                .inspect(
                        pod,
                        new Known(ClusterFacts.NONE, SidecarGrant.of(new Sidecars(Stream.empty()), pod)),
                        found::add);

        assertThat(PlatformHints.explained(found.getFirst(), pod).remedy().contains("https://sudosafe.dev/platforms/"))
                .isEqualTo(hinted);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void the_marks_of_all_platforms_change_no_finding_and_nothing_that_follows(Fixture fixture) {
        Reviewer reviewer = new Reviewer(Generations.first(fixture.workspaceProfile()), fixture::facts);
        JsonNode pod = fixture.change().after().json();

        assertThat(told(reviewer, marked(pod))).isEqualTo(told(reviewer, pod));
    }

    @ParameterizedTest
    @MethodSource("hints")
    void a_hint_is_of_a_check_that_there_is(PlatformHint hint) {
        assertThat(Checks.ids()).contains(hint.check());
    }

    @ParameterizedTest
    @MethodSource("hints")
    void a_hint_reads_as_remedies_do(PlatformHint hint) {
        assertThat(hint.remedy()).matches("[a-z].*[^.]");
    }

    @Test
    void a_marked_fixture_is_of_every_platform() {
        PodView pod = new PodView(marked(Documents.tree("{metadata: {}, spec: {containers: [{name: a}]}}")));

        assertThat(Platform.all()).allMatch(platform -> platform.created(pod));
    }

    private static Map<Action, List<String>> told(Reviewer reviewer, JsonNode pod) {
        Findings findings = reviewer.findings(PodChange.create(pod));
        return Stream.of(Action.values())
                .collect(Collectors.toMap(
                        action -> action,
                        action -> findings.by(action).stream()
                                .map(Finding::reason)
                                .toList()));
    }

    private static JsonNode marked(JsonNode pod) {
        ObjectNode marked = pod.deepCopy();
        ObjectNode labels = marked.withObjectProperty("metadata").withObjectProperty("labels");
        labels.put("agent.gitlab.com/id", "1")
                .put("controller.devfile.io/devworkspace_id", "workspace1")
                .put("component", "singleuser-server")
                .put("actions-ephemeral-runner", "True")
                .put("gitpod.io/instanceID", "1");
        marked.path("spec").path("containers").forEach(container -> {
            if (!container.path("name").asText().equals("sudosafe-docker")) {
                ((ObjectNode) container).withArrayProperty("env").addObject().put("name", "CODER_AGENT_TOKEN");
            }
        });
        return marked;
    }
}
