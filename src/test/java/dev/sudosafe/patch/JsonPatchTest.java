package dev.sudosafe.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sudosafe.fixture.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPatchTest {

    private static final TextNode X = TextNode.valueOf("x");
    private static final TextNode Y = TextNode.valueOf("y");

    @Test
    void a_member_that_is_there_is_replaced() {
        assertThat(patch("{a: 1}", Edit.put("/a", X))).isEqualTo("[{'op':'replace','path':'/a','value':'x'}]");
    }

    @Test
    void a_member_that_is_not_there_is_added() {
        assertThat(patch("{}", Edit.put("/a", X))).isEqualTo("[{'op':'add','path':'/a','value':'x'}]");
    }

    @Test
    void a_member_that_is_null_is_added() {
        assertThat(patch("{a: null}", Edit.put("/a", X))).isEqualTo("[{'op':'add','path':'/a','value':'x'}]");
    }

    @Test
    void a_member_that_has_the_value_is_left() {
        assertThat(patch("{a: x}", Edit.put("/a", X))).isEqualTo("[]");
    }

    @Test
    void missing_parents_are_created_from_the_outside_in() {
        assertThat(patch("{}", Edit.put("/a/b/c", X)))
                .isEqualTo("[{'op':'add','path':'/a','value':{}},{'op':'add','path':'/a/b','value':{}},"
                        + "{'op':'add','path':'/a/b/c','value':'x'}]");
    }

    @Test
    void a_parent_is_created_once() {
        assertThat(patch("{}", Edit.put("/a/b", X), Edit.put("/a/c", Y)))
                .isEqualTo("[{'op':'add','path':'/a','value':{}},{'op':'add','path':'/a/b','value':'x'},"
                        + "{'op':'add','path':'/a/c','value':'y'}]");
    }

    @Test
    void a_parent_that_is_null_is_created() {
        assertThat(applied("{a: null}", Edit.put("/a/b", X))).isEqualTo("{'a':{'b':'x'}}");
    }

    @Test
    void a_missing_list_is_created_once() {
        assertThat(patch("{}", Edit.append("/a", X), Edit.append("/a", Y)))
                .isEqualTo("[{'op':'add','path':'/a','value':[]},{'op':'add','path':'/a/-','value':'x'},"
                        + "{'op':'add','path':'/a/-','value':'y'}]");
    }

    @Test
    void an_item_is_appended_to_a_list_that_is_there() {
        assertThat(applied("{a: [1]}", Edit.append("/a", X))).isEqualTo("{'a':[1,'x']}");
    }

    @Test
    void prepends_come_last_so_that_indices_are_those_of_the_original() {
        assertThat(applied("{a: [{}]}", Edit.prepend("/a", X), Edit.put("/a/0/b", Y)))
                .isEqualTo("{'a':['x',{'b':'y'}]}");
    }

    @Test
    void an_item_is_prepended_to_a_list_that_is_missing() {
        assertThat(applied("{}", Edit.prepend("/a", X))).isEqualTo("{'a':['x']}");
    }

    @Test
    void slashes_and_tildes_of_a_key_are_escaped() {
        assertThat(patch("{}", Edit.put("/example.com~1a~0b", X)))
                .isEqualTo("[{'op':'add','path':'/example.com~1a~0b','value':'x'}]");
        assertThat(applied("{}", Edit.put("/example.com~1a~0b", X))).isEqualTo("{'example.com/a~b':'x'}");
    }

    @Test
    void an_escaped_key_that_is_there_is_found() {
        assertThat(patch("{'a/b': x}", Edit.put("/a~1b", X))).isEqualTo("[]");
    }

    @Test
    void without_edits_there_is_no_patch() {
        assertThat(JsonPatch.of(Documents.tree("{}"), List.of())).isSameAs(JsonPatch.EMPTY);
        assertThat(JsonPatch.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void the_object_that_is_patched_stays_as_it_is() {
        JsonNode target = Documents.tree("{a: [1]}");
        JsonPatch.of(target, List.of(Edit.append("/a", X))).applyTo(target);
        assertThat(target).hasToString("{\"a\":[1]}");
    }

    @Test
    void the_value_that_is_added_is_not_shared_with_the_result() {
        JsonNode value = Documents.tree("{b: 1}");
        JsonNode target = Documents.tree("{}");
        JsonPatch patch = JsonPatch.of(target, List.of(Edit.put("/a", value), Edit.put("/a/c", X)));
        patch.applyTo(target);
        assertThat(value).hasToString("{\"b\":1}");
    }

    @Test
    void a_patch_for_another_object_is_an_error() {
        JsonPatch patch = JsonPatch.of(Documents.tree("{a: {}}"), List.of(Edit.put("/a/b", X)));
        assertThatThrownBy(() -> patch.applyTo(Documents.tree("{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no parent for /a/b");
    }

    @Test
    void another_implementation_comes_to_the_same() {
        JsonNode target = Documents.tree("{a: [{}], n: null, m: {'x/y': 1}}");
        JsonPatch patch = JsonPatch.of(
                target,
                List.of(
                        Edit.prepend("/a", X),
                        Edit.prepend("/new", Y),
                        Edit.put("/a/0/b/c", X),
                        Edit.append("/a", Y),
                        Edit.put("/n/o", X),
                        Edit.put("/m/x~1y", Y),
                        Edit.append("/list/deep", X)));
        assertThat(io.fabric8.zjsonpatch.JsonPatch.apply(patch.toJson(), target))
                .isEqualTo(patch.applyTo(target));
    }

    private static String patch(String target, Edit... edits) {
        return JsonPatch.of(Documents.tree(target), List.of(edits))
                .toJson()
                .toString()
                .replace('"', '\'');
    }

    private static String applied(String target, Edit... edits) {
        JsonNode tree = Documents.tree(target);
        return JsonPatch.of(tree, List.of(edits)).applyTo(tree).toString().replace('"', '\'');
    }
}
