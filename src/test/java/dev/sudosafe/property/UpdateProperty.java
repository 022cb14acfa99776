package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import java.util.List;

/// Of pods that run already.
enum UpdateProperty implements Property {
    AN_UPDATE_THAT_CHANGES_NOTHING_IS_ADMITTED {
        @Override
        public void check(Case it, PodGenerator generator) {
            if (selects(it.door(), it.pod())) {
                assertThat(it.validate(it.door(), PodChange.update(it.pod(), it.pod())))
                        .isInstanceOf(Decision.Admitted.class);
            }
        }
    },

    /// Whatever was found on a running pod, under another profile than the one that it was created by.
    NO_CHANGE_OF_PROFILE_MAKES_A_RUNNING_POD_UNMANAGEABLE {
        @Override
        public void check(Case it, PodGenerator generator) {
            Reviewer later = Doors.any(it.random("later"));
            ObjectNode running = it.injected().deepCopy();
            if (it.random("tampered").nextInt(3) == 0) {
                generator.tamper(running);
            }
            if (selects(later, running)) {
                Chore chore = CHORES.get(it.random("chore").nextInt(CHORES.size()));
                ObjectNode after = chore.done(running, later.profile().spec().podSelector());
                assertThat(it.validate(later, PodChange.update(running, after)))
                        .as("%s", chore)
                        .isInstanceOf(Decision.Admitted.class);
            }
        }
    },

    /// The ratchet only ever leaves out.
    AN_UPDATE_IS_HELD_TO_NO_MORE_THAN_A_NEW_POD {
        @Override
        public void check(Case it, PodGenerator generator) {
            ObjectNode after = it.injected().deepCopy();
            generator.tamper(after);
            assertThat(it.identities(PodChange.create(after)))
                    .containsAll(Case.identities(it.findings(it.door(), PodChange.update(it.injected(), after)).stream()
                            .filter(finding ->
                                    !StepChecks.IDS.contains(finding.check().id()))
                            .toList()));
        }
    };

    private static final List<Chore> CHORES = List.of(Chore.values());

    private static boolean selects(Reviewer door, ObjectNode pod) {
        return door.profile().spec().podSelector().matches(new PodView(pod).labels());
    }
}
