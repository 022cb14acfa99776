package dev.sudosafe.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import org.junit.jupiter.api.Test;

class FieldTest {

    private static final Field POD = Field.root(Documents.tree("""
            metadata:
              annotations: {example.com/a: x, gone: null}
            spec:
              hostUsers: false
              hostPID: "true"
              nothing: null
              containers:
                - {name: web, ports: [{hostPort: 80}]}
                - name: other
            """));

    @Test
    void a_path_reads_as_kubernetes_writes_it() {
        Field port = first(first(POD.at("spec").at("containers")).at("ports")).at("hostPort");
        assertThat(port.path()).hasToString("spec.containers[0].ports[0].hostPort");
    }

    @Test
    void a_path_s_identity_has_names_instead_of_indices() {
        Field port = first(first(POD.at("spec").at("containers")).at("ports")).at("hostPort");
        assertThat(port.path().identity()).isEqualTo(".spec.containers[web].ports[].hostPort");
    }

    @Test
    void an_entry_reads_with_its_key_in_brackets() {
        Field annotation = POD.at("metadata").at("annotations").entry("example.com/a");
        assertThat(annotation.path()).hasToString("metadata.annotations[example.com/a]");
        assertThat(annotation.path().identity()).isEqualTo(".metadata.annotations[example.com/a]");
    }

    @Test
    void the_object_itself_prints_as_nothing() {
        assertThat(POD.path()).hasToString("");
        assertThat(POD.path().identity()).isEmpty();
        assertThat(POD.key()).isEmpty();
    }

    @Test
    void the_same_item_at_another_index_has_the_same_identity() {
        Field moved = Field.root(Documents.tree("[{name: new}, {name: web}]"));
        assertThat(moved.items().getLast().path().identity()).isEqualTo("[web]");
    }

    @Test
    void a_field_is_found_by_its_path_in_another_version() {
        Field other = Field.root(Documents.tree("""
                spec: {containers: [{name: new}, {name: other, image: x}, {name: web, ports: [{hostPort: 80}]}]}
                """));
        Field port = first(other.at("spec").at("containers").items().getLast().at("ports"));

        Field found = POD.find(port.at("hostPort").path());

        assertThat(found.path()).hasToString("spec.containers[0].ports[0].hostPort");
        assertThat(found.value().intValue()).isEqualTo(80);
    }

    @Test
    void a_field_that_the_other_version_alone_has_keeps_its_path_and_is_not_set() {
        Field other = Field.root(Documents.tree("spec: {containers: [{name: injected, image: x}]}"));

        Field found =
                POD.find(first(other.at("spec").at("containers")).at("image").path());

        assertThat(found.path()).hasToString("spec.containers[0].image");
        assertThat(found.isSet()).isFalse();
    }

    @Test
    void a_field_is_found_below_another() {
        Field template = Field.root(Documents.tree("spec: {template: {metadata: {annotations: {a: x}}}}"))
                .at("spec")
                .at("template");

        Field found =
                template.find(new PodView(Documents.tree("{}")).annotation("a").path());

        assertThat(found.path()).hasToString("spec.template.metadata.annotations[a]");
        assertThat(found.text()).isEqualTo("x");
    }

    @Test
    void a_null_is_as_good_as_absent() {
        assertThat(POD.at("spec").at("nothing").isSet()).isFalse();
        assertThat(POD.at("spec").at("absent").isSet()).isFalse();
        assertThat(POD.at("spec").has("nothing")).isFalse();
    }

    @Test
    void what_is_absent_has_empty_parts() {
        Field absent = POD.at("a").at("b").entry("c");
        assertThat(absent.text()).isEmpty();
        assertThat(absent.items()).isEmpty();
        assertThat(absent.entries()).isEmpty();
        assertThat(absent.quoted()).isEqualTo("\"\"");
        assertThat(absent.path()).hasToString("a.b[c]");
    }

    @Test
    void null_entries_and_members_are_left_out() {
        assertThat(POD.at("metadata").at("annotations").entries().stream().map(Field::key))
                .containsExactly("example.com/a");
        assertThat(POD.at("spec").members().stream().map(Field::key))
                .containsExactly("hostUsers", "hostPID", "containers");
    }

    @Test
    void unset_is_neither_true_nor_false() {
        assertThat(POD.at("spec").at("hostUsers").isFalse()).isTrue();
        assertThat(POD.at("spec").at("hostUsers").isTrue()).isFalse();
        assertThat(POD.at("spec").at("absent").isFalse()).isFalse();
    }

    @Test
    void the_text_true_is_not_true() {
        assertThat(POD.at("spec").at("hostPID").isTrue()).isFalse();
    }

    @Test
    void the_key_of_an_item_is_its_name() {
        assertThat(POD.at("spec").at("containers").items().stream().map(Field::key))
                .containsExactly("web", "other");
    }

    private static Field first(Field list) {
        return list.items().getFirst();
    }
}
