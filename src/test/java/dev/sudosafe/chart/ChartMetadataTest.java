package dev.sudosafe.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.profile.Docker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What `Chart.yaml` tells registries is so.
class ChartMetadataTest {

    private static final JsonNode CHART = Documents.tree(Documents.text(Path.of("helm/sudosafe/Chart.yaml")));
    private static final JsonNode VALUES = Documents.tree(Documents.text(Path.of("helm/sudosafe/values.yaml")));

    @Test
    void the_images_are_those_of_the_values() {
        assertThat(annotation("images").findValuesAsText("image"))
                .containsExactly(
                        VALUES.at("/image/repository").asText() + ":"
                                + CHART.path("appVersion").asText(),
                        VALUES.at("/nodePart/installer/image").asText(),
                        VALUES.at("/nodePart/devicePlugin/image").asText());
    }

    @Test
    void the_sidecar_has_the_image_of_the_installer() {
        assertThat(VALUES.at("/nodePart/installer/image").asText()).isEqualTo(Docker.DEFAULT_IMAGE);
    }

    @Test
    void the_icon_is_a_page_of_the_site() {
        String icon = CHART.path("icon").asText();

        assertThat(icon).startsWith("https://sudosafe.dev/");
        assertThat(Files.exists(Path.of("docs", icon.substring("https://sudosafe.dev/".length()))))
                .isTrue();
    }

    @Test
    void the_links_to_the_repository_lead_somewhere() {
        assertThat(annotation("links").findValuesAsText("url"))
                .filteredOn(url -> url.contains("/blob/main/"))
                .isNotEmpty()
                .allMatch(url -> Files.exists(Path.of(url.substring(url.indexOf("/blob/main/") + 11))));
    }

    @Test
    void the_changes_are_of_the_kinds_that_registries_know() {
        assertThat(annotation("changes").findValuesAsText("kind"))
                .isNotEmpty()
                .isSubsetOf("added", "changed", "deprecated", "removed", "fixed", "security");
    }

    private static JsonNode annotation(String name) {
        return Documents.tree(
                CHART.path("annotations").path("artifacthub.io/" + name).asText());
    }
}
