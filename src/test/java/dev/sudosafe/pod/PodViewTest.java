package dev.sudosafe.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodViewTest {

    private static final PodView POD = new PodView(Documents.tree("""
            metadata:
              labels: {a: b}
              annotations: {x: why}
            spec:
              ephemeralContainers: [{name: e}]
              containers: [{name: r}, {name: s}]
              initContainers: [{name: i}]
              volumes: [{name: v, emptyDir: {}, future: {}}]
            """));

    @Test
    void containers_of_all_kinds_come_from_one_traversal() {
        assertThat(POD.containers().stream().map(ContainerView::name)).containsExactly("i", "r", "s", "e");
    }

    @Test
    void a_container_knows_its_pointer() {
        assertThat(POD.containers().stream().map(ContainerView::pointer))
                .containsExactly(
                        "/spec/initContainers/0",
                        "/spec/containers/0",
                        "/spec/containers/1",
                        "/spec/ephemeralContainers/0");
    }

    @Test
    void containers_and_volumes_are_called_by_their_names() {
        assertThat(POD.containers().getFirst().described()).isEqualTo("container \"i\"");
        assertThat(POD.volume("v").orElseThrow().described()).isEqualTo("volume \"v\"");
    }

    @Test
    void every_member_of_a_volume_but_its_name_is_a_source() {
        assertThat(POD.volume("v").orElseThrow().sources().stream().map(Field::key))
                .containsExactly("emptyDir", "future");
    }

    @Test
    void labels_and_annotations_are_found() {
        assertThat(POD.labels()).containsExactly(Map.entry("a", "b"));
        assertThat(POD.annotation("x").text()).isEqualTo("why");
        assertThat(POD.annotation("z").isSet()).isFalse();
    }

    @Test
    void a_pod_of_nothing_has_nothing() {
        PodView nothing = new PodView(Documents.tree("{}"));
        assertThat(nothing.containers()).isEmpty();
        assertThat(nothing.volumes()).isEmpty();
        assertThat(nothing.labels()).isEmpty();
        assertThat(nothing.isMirror()).isFalse();
    }

    @Test
    void a_mirror_pod_is_known_by_its_annotation() {
        assertThat(new PodView(Documents.tree("metadata: {annotations: {kubernetes.io/config.mirror: x}}")).isMirror())
                .isTrue();
    }
}
