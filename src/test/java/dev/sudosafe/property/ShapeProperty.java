package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.engine.Verdict;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.pod.PodChange;

/// Of pods that are none.
enum ShapeProperty implements Property {
    A_VALUE_OF_ANY_TYPE_ANYWHERE_BREAKS_NEITHER_DOOR {
        @Override
        public void check(Case it, PodGenerator generator) {
            JsonNode pod = new Breakage(it.random("broken")).broken(it.injected());
            Verdict mutated = it.mutate(it.door(), pod);
            if (mutated instanceof Verdict.Admitted admitted) {
                assertThat(io.fabric8.zjsonpatch.JsonPatch.apply(
                                admitted.patch().toJson(), pod))
                        .isEqualTo(admitted.patch().applyTo(pod));
            }
            assertThat(it.validate(it.door(), PodChange.update(pod, it.injected())))
                    .isNotNull();
            assertThat(it.validate(it.door(), PodChange.update(it.injected(), pod)) instanceof Verdict.Malformed)
                    .isEqualTo(mutated instanceof Verdict.Malformed);
        }
    }
}
