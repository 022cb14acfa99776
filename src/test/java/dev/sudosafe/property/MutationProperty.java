package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.fixture.ApiServer;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.PodChange;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Of the mutating door.
enum MutationProperty implements Property {
    A_PATCH_APPLIES_BY_ANOTHER_IMPLEMENTATION_TOO_AND_COMES_TO_THE_SAME {
        @Override
        public void check(Case it, PodGenerator generator) {
            it.patch()
                    .ifPresent(patch -> assertThat(io.fabric8.zjsonpatch.JsonPatch.apply(patch.toJson(), it.pod()))
                            .isEqualTo(it.injected()));
        }
    },

    TWICE_IS_ONCE {
        @Override
        public void check(Case it, PodGenerator generator) {
            if (it.patch().isPresent()) {
                assertThat(it.patchOf(it.door(), it.injected())).contains(JsonPatch.EMPTY);
            }
        }
    },

    WHAT_THE_API_SERVER_DOES_BETWEEN_TWO_CALLS_CHANGES_NOTHING {
        @Override
        public void check(Case it, PodGenerator generator) {
            // Its own plugins act before our first call too.
            JsonNode sent = ApiServer.stored(it.pod());
            it.patchOf(it.door(), sent).map(patch -> patch.applyTo(sent)).ifPresent(injected -> {
                JsonNode stored = ApiServer.limited(ApiServer.stored(injected));
                assertThat(it.patchOf(it.door(), stored)).contains(JsonPatch.EMPTY);
                assertThat(checks(it, stored)).isEqualTo(checks(it, injected));
            });
        }
    },

    /// Beyond what is wrong with a pod that has the isolation itself.
    AN_INJECTION_ADDS_NO_FINDING {
        @Override
        public void check(Case it, PodGenerator generator) {
            if (it.patch().isPresent()) {
                ObjectNode isolated = it.pod().deepCopy();
                ObjectNode spec = (ObjectNode) isolated.get("spec");
                List.of("hostUsers", "runtimeClassName").stream()
                        .filter(it.injected().path("spec")::has)
                        .forEach(field ->
                                spec.set(field, it.injected().path("spec").path(field)));
                assertThat(it.identities(PodChange.create(isolated)))
                        .containsAll(Case.identities(it.findings(it.door(), PodChange.create(it.injected())).stream()
                                .filter(finding -> !finding.check().id().equals(BESIDE_THE_SIDECAR))
                                .toList()));
            }
        }
    };

    /// The one check of a pod's own field that minds only once there is a sidecar.
    private static final String BESIDE_THE_SIDECAR = "shared-processes";

    private static Set<String> checks(Case it, JsonNode pod) {
        return it.findings(it.door(), PodChange.create(pod)).stream()
                .map(Finding::check)
                .map(check -> check.id())
                .collect(Collectors.toSet());
    }
}
