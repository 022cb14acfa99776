package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodShape;

/// Of pods that are none.
enum ShapeProperty implements Property {
    A_VALUE_OF_ANY_TYPE_ANYWHERE_BREAKS_NEITHER_DOOR {
        @Override
        public void check(Case it, PodGenerator generator) {
            JsonNode pod = new Breakage(it.random("broken")).broken(it.injected());
            Decision mutated = it.mutate(it.door(), pod);
            if (!(mutated instanceof Decision.Denied) && !(mutated instanceof Decision.Malformed)) {
                assertThat(io.fabric8.zjsonpatch.JsonPatch.apply(mutated.patch().toJson(), pod))
                        .isEqualTo(mutated.patch().applyTo(pod));
            }
            assertThat(it.validate(it.door(), PodChange.update(pod, it.injected())))
                    .isNotNull();
            assertThat(it.validate(it.door(), PodChange.update(it.injected(), pod)) instanceof Decision.Malformed)
                    .isEqualTo(mutated instanceof Decision.Malformed);
        }
    },

    AN_INJECTION_LEAVES_A_POD_WELL_FORMED {
        @Override
        public void check(Case it, PodGenerator generator) {
            assertThat(PodShape.misfits(it.injected())).isEmpty();
        }
    }
}
