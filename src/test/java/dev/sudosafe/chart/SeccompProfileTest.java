package dev.sudosafe.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The sidecar's seccomp profile, which `make seccomp` writes.
class SeccompProfileTest {

    private static final JsonNode PROFILE =
            Documents.tree(Documents.text(Path.of("helm/sudosafe/files/node/rootless-docker.json")));
    private static final JsonNode ADDITIONS =
            Documents.tree(Documents.text(Path.of("src/build/seccomp/additions.json")));

    @Test
    void what_is_not_listed_is_refused() {
        assertThat(PROFILE.path("defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
    }

    @Test
    void its_last_rules_are_the_additions_with_their_reasons() {
        List<JsonNode> rules = PROFILE.path("syscalls").valueStream().toList();
        List<JsonNode> last = rules.subList(rules.size() - ADDITIONS.size(), rules.size());

        assertThat(last).map(rule -> rule.path("names")).containsExactlyElementsOf(ADDITIONS.findValues("names"));
        assertThat(last).map(rule -> rule.path("comment")).containsExactlyElementsOf(ADDITIONS.findValues("reason"));
    }

    @Test
    void all_before_them_is_containerd_s_default() {
        assertThat(PROFILE.at("/syscalls/0/comment").asText()).startsWith("the default of github.com/containerd/");
        assertThat(PROFILE.path("syscalls").valueStream().filter(rule -> rule.has("comment")))
                .hasSize(ADDITIONS.size() + 1);
    }
}
