package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Oracle;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.pod.PodChange;
import java.util.Optional;

/// Of what is admitted.
enum VerdictProperty implements Property {
    NO_POD_IS_ADMITTED_THAT_IS_A_DANGER {
        @Override
        public void check(Case it, PodGenerator generator) {
            Reviewer strict = Doors.strict(it.random("strict"));
            ObjectNode pod = it.patchOf(strict, it.pod())
                    .map(patch -> (ObjectNode) patch.applyTo(it.pod()))
                    .orElseGet(() -> it.pod().deepCopy());
            generator.tamper(pod);
            Optional<String> danger = Oracle.danger(pod);
            if (danger.isPresent()) {
                it.tally().addDanger();
            }
            if (it.validate(strict, PodChange.create(pod)) instanceof Decision.Admitted) {
                it.tally().addAdmitted();
                assertThat(danger).as("%s", pod).isEmpty();
            }
        }
    }
}
