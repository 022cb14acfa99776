package dev.sudosafe.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.PlatformPages;
import dev.sudosafe.fixture.PlatformPages.Snippet;
import dev.sudosafe.fixture.PlatformPod;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.pod.PodTemplate;
import dev.sudosafe.pod.PodView;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages of the platforms tell an administrator to write.
class PlatformPagesTest {

    private static final Pattern VALUES_FILE = Pattern.compile("-f (\\S+\\.yaml)");

    static Stream<Snippet> snippets() {
        return PlatformPages.snippets();
    }

    static Stream<Snippet> values() {
        return snippets().filter(Snippet::isValues);
    }

    static Stream<Path> pages() {
        return PlatformPages.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void a_snippet_is_one_document(Snippet snippet) {
        assertThat(snippet.tree().isObject()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_profile_on_a_page_is_accepted_by_the_process(Snippet snippet) {
        assertThat(snippet.profiles()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_page_installs_a_values_file_that_there_is(Path page) {
        assertThat(VALUES_FILE.matcher(Documents.text(page)).results())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file.group(1))).exists());
    }

    @Test
    void the_deployment_on_the_page_of_ones_own_is_admitted() {
        JsonNode deployment = snippet("home-grown.md", "Deployment");
        Decision decision = Profiles.reviewer(
                        PlatformPages.profile(Documents.tree(Documents.text(PlatformPod.values("home-grown")))
                                .at("/profiles/0")))
                .create(new PodView(PodTemplate.of(deployment).orElseThrow().pod()));

        assertThat(decision).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void the_runner_on_the_page_is_the_one_that_is_tested() {
        JsonNode told = snippets()
                .map(Snippet::tree)
                .filter(tree -> tree.has("template"))
                .findFirst()
                .orElseThrow()
                .at("/template/spec");
        JsonNode tested = PlatformPod.all()
                .filter(pod -> pod.toString().equals("github-runners/allow.own-template.yaml"))
                .findFirst()
                .orElseThrow()
                .pod()
                .path("spec");

        assertThat(tested.path("volumes")).isEqualTo(told.path("volumes"));
        assertThat(tested.path("initContainers")).isEqualTo(told.path("initContainers"));
        assertThat(tested.at("/containers/0/volumeMounts")).isEqualTo(told.at("/containers/0/volumeMounts"));
    }

    private static JsonNode snippet(String page, String kind) {
        return snippets()
                .filter(snippet -> snippet.page().equals(page))
                .map(Snippet::tree)
                .filter(tree -> tree.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
