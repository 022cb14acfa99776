package dev.sudosafe.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineUserTest {

    private static final WorkspaceProfile ROOTLESS = Profiles.with("workspaceContainers: [tooling]");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {runAsUser: 5001} | {}               | 5001
                    {runAsUser: 5001} | {runAsUser: 700} | 700
                    {}                | {runAsUser: 1}   | 1
                    {runAsUser: 65534}| {}               | 65534
                    """)
    void the_engine_runs_as_the_workspace_s_user(String pod, String container, int user) {
        assertThat(userOf(pod, container)).isEqualTo(user);
    }

    @Test
    void where_only_the_image_knows_the_user_it_is_1000() {
        assertThat(userOf("{runAsGroup: 100}", "{}")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65535", "100000", "4294967296", "1.5"})
    void a_user_that_the_engine_cannot_be_leaves_it_1000(String user) {
        assertThat(userOf("{runAsUser: " + user + "}", "{}")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 5001, 65534})
    void whoever_sets_the_users_last_may_set_the_engine_s(int user) {
        assertThat(differs("runAsUser", IntNode.valueOf(user))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65535})
    void the_engine_is_never_root(int user) {
        assertThat(differs("runAsUser", IntNode.valueOf(user))).isTrue();
    }

    @Test
    void the_engine_s_group_is_fixed_as_it_owns_the_socket() {
        assertThat(differs("runAsGroup", IntNode.valueOf(5001))).isTrue();
    }

    private static int userOf(String podContext, String containerContext) {
        return sidecarOf(pod(podContext, containerContext))
                .at("/securityContext/runAsUser")
                .asInt();
    }

    private static boolean differs(String field, JsonNode value) {
        ObjectNode pod = (ObjectNode) pod("{}", "{}").json();
        ObjectNode sidecar = sidecarOf(new PodView(pod));
        sidecar.withObjectProperty("securityContext").set(field, value);
        pod.withObjectProperty("spec").putArray("initContainers").add(sidecar);
        PodView made = new PodView(pod);
        return made.containers().stream()
                .filter(container -> container.name().equals(DockerSidecar.NAME))
                .anyMatch(container -> !sidecar().differences(container, made).isEmpty());
    }

    private static ObjectNode sidecarOf(PodView pod) {
        return sidecar().container(pod);
    }

    private static DockerSidecar sidecar() {
        return DockerSidecar.of(ROOTLESS, new Isolation.UserNamespace(null)).orElseThrow();
    }

    private static PodView pod(String podContext, String containerContext) {
        return new PodView(Documents.tree("""
                spec:
                  securityContext: %s
                  containers:
                  - {name: agent, securityContext: {runAsUser: 3}}
                  - {name: tooling, securityContext: %s}
                """.formatted(podContext, containerContext)));
    }
}
