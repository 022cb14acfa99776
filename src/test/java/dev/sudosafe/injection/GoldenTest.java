package dev.sudosafe.injection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.ApiServer;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.ExpectedText;
import dev.sudosafe.fixture.Golden;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Generations;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pods before and after the mutating door, as files.
class GoldenTest {

    static List<Golden> goldens() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void the_mutating_door_makes_of_the_pod_what_the_file_says(Golden golden) throws IOException {
        new ExpectedText(golden.out()).equalTo(Documents.yaml(injected(golden)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void the_door_warns_of_what_the_file_says(Golden golden) {
        Decision decision = reviewer(golden).mutate(new PodView(golden.pod()));
        assertThat(decision.warnings()).isEqualTo(golden.warnings());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void twice_is_once(Golden golden) {
        assertThat(patch(golden, injected(golden)).ops()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void what_the_api_server_does_between_two_calls_changes_nothing(Golden golden) {
        JsonNode stored = ApiServer.limited(ApiServer.stored(injected(golden)));
        assertThat(patch(golden, stored).ops()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void the_validating_door_answers_what_the_file_says(Golden golden) {
        assertThat(denials(golden, injected(golden))).isEqualTo(golden.denied());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void the_validating_door_answers_the_same_of_the_stored_pod(Golden golden) {
        JsonNode stored = ApiServer.limited(ApiServer.stored(injected(golden)));
        assertThat(denials(golden, stored)).isEqualTo(golden.denied());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void another_implementation_of_json_patch_comes_to_the_same(Golden golden) {
        JsonNode pod = golden.pod();
        JsonNode patch = patch(golden, pod).toJson();
        assertThat(io.fabric8.zjsonpatch.JsonPatch.apply(patch, pod)).isEqualTo(injected(golden));
    }

    @Test
    void every_file_is_one_of_a_pair() {
        Set<String> wanted = Golden.all().stream()
                .flatMap(golden -> Stream.of(golden.name() + Golden.IN, golden.name() + Golden.OUT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Golden.files().map(file -> String.valueOf(file.getFileName())))
                .containsExactlyElementsOf(wanted);
    }

    private static Reviewer reviewer(Golden golden) {
        return new Reviewer(Generations.first(golden.profile()), golden::facts);
    }

    private static JsonNode injected(Golden golden) {
        return patch(golden, golden.pod()).applyTo(golden.pod());
    }

    private static JsonPatch patch(Golden golden, JsonNode pod) {
        return switch (reviewer(golden).mutate(new PodView(pod))) {
            case Decision.Injected injected -> injected.patch();
            case Decision.Skipped skipped -> skipped.patch();
            case Decision.Admitted admitted -> admitted.patch();
            case Decision.Denied denied -> throw new AssertionError(denied.message());
            case Decision.Malformed malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static Set<String> denials(Golden golden, JsonNode pod) {
        return switch (reviewer(golden).validate(PodChange.create(pod))) {
            case Decision.Admitted _ -> Set.of();
            case Decision.Denied denied -> denied.checks().collect(Collectors.toCollection(TreeSet::new));
            case Decision.Malformed malformed -> throw new AssertionError(malformed.message());
        };
    }
}
