package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sudosafe.profile.LabelSelector.Operator;
import dev.sudosafe.profile.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {

    private static final Map<String, String> BLUE = Map.of("team", "blue", "tier", "dev");

    @Test
    void an_empty_selector_selects_everything() {
        assertThat(LabelSelector.EVERYTHING.matches(Map.of())).isTrue();
        assertThat(LabelSelector.EVERYTHING.isEmpty()).isTrue();
    }

    @Test
    void every_label_must_match() {
        assertThat(labels(Map.of("team", "blue")).matches(BLUE)).isTrue();
        assertThat(labels(Map.of("team", "blue", "tier", "prod")).matches(BLUE)).isFalse();
        assertThat(labels(Map.of("stage", "x")).matches(BLUE)).isFalse();
    }

    @Test
    void in_wants_one_of_the_values() {
        assertThat(expression("team", Operator.In, "red", "blue").matches(BLUE)).isTrue();
        assertThat(expression("team", Operator.In, "red").matches(BLUE)).isFalse();
        assertThat(expression("stage", Operator.In, "red").matches(BLUE)).isFalse();
    }

    @Test
    void not_in_wants_another_value_or_none() {
        assertThat(expression("team", Operator.NotIn, "red").matches(BLUE)).isTrue();
        assertThat(expression("stage", Operator.NotIn, "red").matches(BLUE)).isTrue();
        assertThat(expression("team", Operator.NotIn, "blue").matches(BLUE)).isFalse();
    }

    @Test
    void exists_wants_the_label_whatever_its_value() {
        assertThat(expression("team", Operator.Exists).matches(BLUE)).isTrue();
        assertThat(expression("stage", Operator.Exists).matches(BLUE)).isFalse();
    }

    @Test
    void does_not_exist_wants_it_absent() {
        assertThat(expression("stage", Operator.DoesNotExist).matches(BLUE)).isTrue();
        assertThat(expression("team", Operator.DoesNotExist).matches(BLUE)).isFalse();
    }

    @Test
    void labels_and_expressions_must_both_match() {
        LabelSelector both = new LabelSelector(
                Map.of("team", "blue"), List.of(new Requirement("tier", Operator.DoesNotExist, List.of())));
        assertThat(both.matches(BLUE)).isFalse();
        assertThat(both.matches(Map.of("team", "blue"))).isTrue();
    }

    @Test
    void the_keys_are_those_of_labels_and_expressions_once_each() {
        LabelSelector both = new LabelSelector(
                Map.of("team", "blue", "a", "b"), List.of(new Requirement("team", Operator.Exists, List.of())));
        assertThat(both.keys()).containsExactly("a", "team");
    }

    @Test
    void in_without_values_is_invalid() {
        assertThatThrownBy(() -> new Requirement("team", Operator.In, List.of()))
                .hasMessage("In needs values: list at least one");
    }

    @Test
    void exists_with_values_is_invalid() {
        assertThatThrownBy(() -> new Requirement("team", Operator.Exists, List.of("blue")))
                .hasMessage("Exists takes no values: remove them");
    }

    private static LabelSelector labels(Map<String, String> labels) {
        return new LabelSelector(labels, List.of());
    }

    private static LabelSelector expression(String key, Operator operator, String... values) {
        return new LabelSelector(Map.of(), List.of(new Requirement(key, operator, List.of(values))));
    }
}
