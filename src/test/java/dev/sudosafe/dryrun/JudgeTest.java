package dev.sudosafe.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.fixture.ShapeCount;
import dev.sudosafe.manifest.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

    private final ShapeCount count = new ShapeCount();

    @ParameterizedTest
    @EnumSource(Doors.class)
    void the_shape_of_a_pod_is_checked_once(Doors doors) {
        judge(doors, Profiles.builtIn());

        assertThat(count.checks()).isEqualTo(1);
    }

    @Test
    void the_shape_of_a_pod_is_checked_once_for_all_profiles_that_select_it() {
        judge(Doors.BOTH, Profiles.builtIn(), Profiles.builtIn());

        assertThat(count.checks()).isEqualTo(1);
    }

    private void judge(Doors doors, Reviewer... reviewers) {
        ObjectNode pod = count.counted(
                Documents.tree("{apiVersion: v1, kind: Pod, spec: {containers: [{name: tooling, image: tools}]}}"));
        Document document = new Document("pod.yaml", 0, new Manifest(pod, Map.of()), JsonPointer.empty(), pod);
        Judge judge = new Judge(new Chooser.Always(List.of(reviewers)), doors);

        assertThat(judge.judge(new Reading.Found(document)).judgement()).isInstanceOf(Judgement.Decided.class);
    }
}
